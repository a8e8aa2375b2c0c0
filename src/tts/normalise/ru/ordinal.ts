import { cardinal, combining } from '#root/tts/normalise/ru/cardinal.js';
import type { Agreement, Case } from '#root/tts/normalise/ru/grammar.js';

const SMALL =
  'нулев перв втор трет четвёрт пят шест седьм восьм девят десят одиннадцат двенадцат тринадцат четырнадцат пятнадцат шестнадцат семнадцат восемнадцат девятнадцат'.split(
    ' ',
  );
const TENS = ' десят двадцат тридцат сороков пятидесят шестидесят семидесят восьмидесят девяност'.split(' ');
const LARGE: readonly [bigint, string][] = [
  [10n ** 12n, 'триллионн'],
  [10n ** 9n, 'миллиардн'],
  [10n ** 6n, 'миллионн'],
  [1000n, 'тысячн'],
];

/** Endings of adjectives such as «новый», of the genders and of the plural, by case. */
export const HARD_ENDINGS: Record<Case, readonly [string, string, string, string]> = {
  nominative: ['ый', 'ая', 'ое', 'ые'],
  genitive: ['ого', 'ой', 'ого', 'ых'],
  dative: ['ому', 'ой', 'ому', 'ым'],
  accusative: ['ый', 'ую', 'ое', 'ые'],
  instrumental: ['ым', 'ой', 'ым', 'ыми'],
  prepositional: ['ом', 'ой', 'ом', 'ых'],
};
const THIRD: Record<Case, readonly [string, string, string, string]> = {
  nominative: ['ий', 'ья', 'ье', 'ьи'],
  genitive: ['ьего', 'ьей', 'ьего', 'ьих'],
  dative: ['ьему', 'ьей', 'ьему', 'ьим'],
  accusative: ['ий', 'ью', 'ье', 'ьи'],
  instrumental: ['ьим', 'ьей', 'ьим', 'ьими'],
  prepositional: ['ьем', 'ьей', 'ьем', 'ьих'],
};

/** Returns the words of an ordinal number: "двадцать пятого". */
export function ordinal(digits: string, { case: inCase, gender, plural, animate }: Agreement): string {
  if (digits.length > 15) return cardinal(digits);
  const value = BigInt(digits);
  const last = lastPart(value);
  const stem = stemOf(last);
  const isLiving = inCase === 'accusative' && animate === true && (gender !== 'feminine' || plural === true);
  const endings = (stem === 'трет' ? THIRD : HARD_ENDINGS)[isLiving ? 'genitive' : inCase];
  const ending = endings[plural ? 3 : gender === 'masculine' ? 0 : gender === 'feminine' ? 1 : 2];
  // "второй", "шестой", "сороковой": the stress is on the ending.
  const stressed = ending === 'ый' && /^(?:нулев|втор|шест|седьм|восьм|сороков)$/.test(stem) ? 'ой' : ending;
  const head = value === last ? '' : `${cardinal(String(value - last))} `;
  return `${head}${stem}${stressed}`;
}

/** Returns the part of the number that is declined: 26 of 2026 is 6, 1990 is 90, 2000 is 2000. */
function lastPart(value: bigint): bigint {
  const ofHundred = value % 100n;
  if (ofHundred > 0n && ofHundred < 20n) return ofHundred;
  for (const unit of [10n, 100n, 1000n]) if (value % unit > 0n) return value % unit;
  for (const [unit] of LARGE.toReversed()) {
    if (value % (unit * 1000n) > 0n) return value % (unit * 1000n);
  }
  return value;
}

function stemOf(value: bigint): string {
  const small = Number(value);
  if (small < 20) return SMALL[small] ?? '';
  if (small < 100) return TENS[small / 10] ?? '';
  if (small < 1000) return small === 100 ? 'сот' : `${combining(String(small / 100))}сот`;
  const [unit, name] = LARGE.find(([least]) => value >= least) ?? [1000n, 'тысячн'];
  const times = value / unit;
  return times === 1n ? name : `${combining(String(times))}${name}`;
}
