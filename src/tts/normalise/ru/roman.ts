import { centuries } from '#root/tts/normalise/ru/centuries.js';
import { governed } from '#root/tts/normalise/ru/context.js';
import { type Agreement, type Case, choose, fold, type Gender } from '#root/tts/normalise/ru/grammar.js';
import { type Following, following, singular } from '#root/tts/normalise/ru/nouns.js';
import { ordinal } from '#root/tts/normalise/ru/ordinal.js';
import { after, before, wordRule } from '#root/tts/normalise/ru/pattern.js';
import { readNumeral } from '#root/tts/normalise/ru/roman-numeral.js';
import type { Rule } from '#root/tts/normalise/rules.js';

const FEMALE = /^(?:екатерин|елизавет|ани?н|мари|виктори|маргарит|изабелл|клеопатр|софь|софи|христин|беатрикс|ольг)/;
const GIRL =
  /^(?:наст|даш|маш|кать?|наташ|тан|ол|лен|ирин|светлан|татьян|алис|полин|юли|вер|надежд|людмил|галин|тамар|мам|бабушк|алл|жанн|карин)[аяыиеую]$/;
const BOY =
  /^(?:серег|серёж|никит|иль|миш|саш|дим|ван|кол|вов|паш|лех|леш|гош|вит|пет|вас|тол|юр|слав|папул?|дедушк|дяд)([аяеыиую]|[ое]й)$/;
const PLAIN = 'веке?а?у?о?м?|вв?\\.|столети|тысячелети|съезд|олимпиад';
const PART_OF_CENTURY = /(?:(?:начал|кон[её]?ц|середин|половин)[а-я]{0,2}|гг\.|год(?:ы|ов|ах))\s$/iu;
const MASCULINE =
  /^(?:созыв|класс|курс|разряд|выпуск|ранг|сезон|тур|этап|квартал|раунд|съезд|конкурс|чемпионат|тип|сорт)а?$/;
const PLURAL: Agreement = { case: 'nominative', gender: 'masculine', plural: true };

const PARTS: Readonly<Record<string, readonly [noun: string, gender: Gender]>> = {
  гл: ['глава', 'feminine'],
  ч: ['часть', 'feminine'],
  т: ['том', 'masculine'],
  разд: ['раздел', 'masculine'],
};

/** Roman numerals: "XXI век", "в XIX в.", "Пётр I", "Екатерине II", "II место", "глава V". */
export const roman: readonly Rule[] = [
  // Cyrillic letters in their place.
  wordRule(`[XVIХІ]{1,6}(?=(?:[-–—][XVIХІ]+)?\\s?(?:${PLAIN}))`, ([numeral]) =>
    numeral.replace(/Х/g, 'X').replace(/І/g, 'I'),
  ),
  ...centuries,
  // "гл. III", "ч. II".
  wordRule('(гл|ч|т|разд)\\.\\s?([XVI]{1,6})', ([, short = '', numeral = '']) => {
    const value = readNumeral(numeral);
    const [noun, gender] = PARTS[short] ?? [];
    return value === undefined || gender === undefined
      ? undefined
      : `${noun} ${ordinal(value, { case: 'nominative', gender })}`;
  }),
  // After a name: "Пётр I", "Иоанна Павла II", "глава V".
  {
    pattern:
      /(?<=(?<![\p{L}\p{M}])(\p{Script=Cyrillic}[\p{Script=Cyrillic}\p{M}]{2,30})\s)([XVI]{1,6})(?:-[а-я]{1,3})?(?![\p{L}\p{M}\d'’-])/gu,
    say: (match) => {
      const [, name = '', numeral = ''] = match;
      const value = readNumeral(numeral);
      if (value === undefined || !isName(name, numeral, after(match))) return undefined;
      const words = ordinal(value, ofName(fold(name), before(match)));
      return /^\p{Lu}/u.test(name) && !isCounted(fold(name))
        ? words.replace(/(?<=^|\s)\p{L}/gu, (letter) => letter.toUpperCase())
        : words;
    },
  },
  // Before a noun: "II место", "XXII Олимпиада".
  wordRule("([XVI]{1,7})(?:-?(?:й|я|е|го|му|м|ом|ый|ой|ая|ое|ого))?(?!\\s?[\\p{Script=Latin}'’])", (match) => {
    const [all, numeral = ''] = match;
    const value = readNumeral(numeral);
    const next = following(after(match));
    const isAlone = numeral.length === 1 && all === numeral;
    if (value === undefined || (isAlone && !isCounted(next.noun)) || /\p{Script=Latin}\s$/u.test(before(match)))
      return undefined;
    if (/^(?:лет|человек|тысяч)$|[а-я]{3}[ое]в$/.test(next.noun ?? '')) return value;
    // "конец XIX — начало XX века".
    if (next.noun === undefined && PART_OF_CENTURY.test(before(match)))
      return ordinal(value, { case: 'genitive', gender: 'masculine' });
    // "В XX – ручкой".
    if (next.noun === undefined && !isAlone && /(?<!\p{L})[вВ]о?\s$/u.test(before(match)))
      return ordinal(value, { case: 'prepositional', gender: 'masculine' });
    // "IV созыва": no feminine.
    const possible = singular(next).filter(({ gender }) => gender === 'masculine' || !MASCULINE.test(next.noun ?? ''));
    return ordinal(value, inPlural(next) ?? choose(possible, governed(before(match))));
  }),
];

/** "XII Олимпийских игр". */
function inPlural({ adjective = '', noun = '' }: Following): Agreement | undefined {
  const [, ending] = /([ыи](?:е|х|ми?))$/.exec(adjective) ?? [];
  if (ending === undefined || (/м$/.test(ending) && !/[ая]м$/.test(noun))) return undefined;
  if (/е$/.test(ending)) return PLURAL;
  const inCase = /х$/.test(ending) ? (/[ая]х$/.test(noun) ? 'prepositional' : 'genitive') : 'dative';
  return { ...PLURAL, case: /ми$/.test(ending) ? 'instrumental' : inCase };
}

function isCounted(noun = ''): boolean {
  return /^(?:век|мест|част|глав|том|степен|класс|курс|тур|групп|категори|квартал|этап|олимпиад|раунд|половин|чемпионат|фестивал|конкурс|съезд|уровен|разряд|сери|книг|сезон|эпизод|действи|полугоди|ранг|смен|отделени|отряд|поток)/.test(
    noun,
  );
}

function isName(name: string, numeral: string, right: string): boolean {
  if (/^(?:\p{Lu}\p{Ll}+|\p{Ll}+)$/u.test(name.replace(/\u0301/g, '')) === false) return false;
  if (
    /^\s?(?:век|столет|мест|класс|степен|тысячелет|съезд|созыв|разряд|раунд|сезон|курс|тур|групп|категори|олимпиад|этап|част|чемпионат|фестивал|конкурс|ранг|полугоди|смен|квартал|уровн|отряд|поток|(?:(?:пара)?олимпийск|(?:все)?российск|всесоюзн|всемирн|международн|городск|областн|районн|школьн|зимн|летн|юбилейн|ежегодн)(?:ий|ый|ой|[ыи]е|[ыи]х|[ое]го|[ое]му?|[ыи]ми?)(?!\p{L}))/iu.test(
      right,
    )
  )
    return false;
  if (governed(`${name} `)[0] !== 'nominative' || PART_OF_CENTURY.test(`${name} `)) return false;
  return /^\p{Lu}/u.test(name) || isCounted(fold(name)) || (numeral.length > 1 && !/^\s?\p{Ll}/u.test(right));
}

/** A name such as «Петя» shows its case: "Пете I" is to him, "о Пете I" is about him. */
function boyCase(ending: string, wanted: readonly Case[]): Case {
  if (/[ая]/.test(ending)) return 'nominative';
  if (ending === 'е') return wanted.includes('prepositional') ? 'prepositional' : 'dative';
  return ending.endsWith('й') ? 'instrumental' : 'genitive';
}

function ofName(name: string, left: string): Agreement {
  // A short word before it is a preposition: "в XXI".
  const wanted = governed(left.replace(/[^\s]+\s$/u, ''));
  if (isCounted(name)) return choose(singular({ noun: name }), wanted);
  const [, ending] = BOY.exec(name) ?? [];
  if (ending !== undefined) return { case: boyCase(ending, wanted), gender: 'masculine' };
  if (FEMALE.test(name) || GIRL.test(name)) {
    if (/[ая]$/.test(name)) return { case: 'nominative', gender: 'feminine' };
    return { case: /[ую]$/.test(name) && !/ью$/.test(name) ? 'accusative' : 'genitive', gender: 'feminine' };
  }
  if (/а$|я$/.test(name)) return { case: 'genitive', gender: 'masculine' };
  if (/[ую]$/.test(name)) return { case: 'dative', gender: 'masculine' };
  if (/[ое]м$/.test(name) && name.length > 4) return { case: 'instrumental', gender: 'masculine' };
  return { case: /е$/.test(name) ? 'prepositional' : 'nominative', gender: 'masculine' };
}
