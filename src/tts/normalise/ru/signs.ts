import { cardinal } from '#root/tts/normalise/ru/cardinal.js';
import { wantedCases } from '#root/tts/normalise/ru/context.js';
import { feminineCase } from '#root/tts/normalise/ru/feminine-case.js';
import { CASES, type Case, choose } from '#root/tts/normalise/ru/grammar.js';
import { moneySigns } from '#root/tts/normalise/ru/money-signs.js';
import { ordinal } from '#root/tts/normalise/ru/ordinal.js';
import { after, before, wordRule } from '#root/tts/normalise/ru/pattern.js';
import { decimal, fraction } from '#root/tts/normalise/ru/quantity.js';
import type { Rule } from '#root/tts/normalise/rules.js';

const VULGAR: Readonly<Record<string, readonly [string, string]>> = {
  '¼': ['1', '4'],
  '¾': ['3', '4'],
  '⅓': ['1', '3'],
  '⅔': ['2', '3'],
  '⅕': ['1', '5'],
  '⅖': ['2', '5'],
  '⅗': ['3', '5'],
  '⅘': ['4', '5'],
  '⅙': ['1', '6'],
  '⅛': ['1', '8'],
  '⅜': ['3', '8'],
  '⅝': ['5', '8'],
  '⅞': ['7', '8'],
};
const HALVES = {
  nominative: 'половина',
  genitive: 'половины',
  dative: 'половине',
  accusative: 'половину',
  instrumental: 'половиной',
  prepositional: 'половине',
};
const NUMBERS = { genitive: 'номера', dative: 'номеру', instrumental: 'номером', prepositional: 'номере' } as const;
const PLURAL_ENDINGS = 'а ов ам а ами ах'.split(' ');
const TEMPERATURE = 'температура температуры температуре температуру температурой температуре'.split(' ');
// Letters after a digit: "3D", "5G".
const MARKS: Readonly<Record<string, string>> = { D: 'дэ', Д: 'дэ', G: 'джи', K: 'ка', К: 'ка', С: 'эс', C: 'эс' };

// What stands before the number of a house: "дом", "улица Арбат, ".
const ADDRESS =
  /(?:дом|д\.|корпус|квартира|ул|№)\S*\s?$|(?:улиц[а-яё]|проспект[а-яё]?|переул[а-яё]+|бульвар[а-яё]?|шоссе|площад[а-яё]+|набережн[а-яё]+)\s[^.!?\d\n]{1,40}$/iu;

const caseHere = (match: RegExpExecArray) => choose([], wantedCases(before(match), after(match))).case;

/** Fractions: "½", "1/2", "2½", "24/7". */
export const fractions: readonly Rule[] = [
  { pattern: /(?<!\d)(\d+)\s?½/gu, say: (match) => decimalHalf(match) },
  { pattern: /½/gu, say: (match) => HALVES[caseHere(match)] },
  {
    pattern: /(?<!\d)(\d*)\s?([¼¾⅓⅔⅕⅖⅗⅘⅙⅛⅜⅝⅞])/gu,
    say: (match) => {
      const [above = '', below = ''] = VULGAR[match[2] ?? ''] ?? [];
      const part = fraction(above, below, caseHere(match));
      return match[1] === '' ? part : `${cardinal(match[1] ?? '')} и ${part}`;
    },
  },
  // Points of a newborn child: "8/9 по Апгар".
  wordRule(
    '(\\d{1,2})\\s?/\\s?(\\d{1,2})(?=\\s(?:балл\\p{Ll}*\\s)?по\\s(?:шкале\\s)?Апгар)',
    ([, first = '', second = '']) => `${cardinal(first)} — ${cardinal(second)}`,
  ),
  wordRule('([1-3])\\s?/\\s?(\\d{1,2})(?=\\sфинала)', (match) =>
    ofFinal(match[1] ?? '', match[2] ?? '', caseOfFraction(match[1] ?? '', match)),
  ),
  // "2 в 1".
  wordRule('(?<=\\d\\sв\\s)1(?!\\s?[\\p{L}\\d])', () => 'одном'),
  wordRule('24\\s?/\\s?7(?:\\s?/\\s?365)?', () => 'двадцать четыре на семь'),
  wordRule('(?:с\\s)?(\\d{1,3})\\s?/\\s?(\\d{1,3})(?!\\s?/)', (match) => {
    const [all, above = '', below = ''] = match;
    if (!/^\d/.test(all)) return undefined;
    if (ADDRESS.test(before(match))) return `${cardinal(above)} дробь ${cardinal(below)}`;
    const isHalf =
      /^\s\p{Ll}{3}/u.test(after(match)) || /(?:[мтс]во|мо|втор|лучш|друг)(?:я|ая|ю|ую|ей|ой)\s$/iu.test(before(match));
    if (above === '1' && below === '2' && isHalf) return HALVES[halfCase(match)];
    // A mark: "на 5/5".
    if (above === below && /^(?:5|10|100)$/.test(below))
      return `${cardinal(above)} из ${cardinal(below, { case: 'genitive' })}`;
    // "Четверть века", "треть жизни".
    if (above === '1' && /^[34]$/.test(below) && /^\s\p{Ll}{3}/u.test(after(match)))
      return fraction(above, below, caseOfFraction(above, match)).replace(/^\S+\s/u, '');
    const isPart = Number(below) <= 10 || (above === '1' && /^(?:12|16|20|32|64)$/.test(below));
    const isProper = Number(above) > 0 && Number(above) < Number(below) && isPart;
    return isProper || Number(below) === 100
      ? fraction(above, below, caseOfFraction(above, match))
      : `${cardinal(above)} на ${cardinal(below)}`;
  }),
];

/** "С одной четвёртой финала". */
function ofFinal(above: string, below: string, inCase: Case): string {
  if (above !== '1') return fraction(above, below, inCase);
  const agreement = { case: inCase, gender: 'feminine' } as const;
  return `${cardinal(above, agreement)} ${ordinal(below, agreement)}`;
}

/** The adjective shows it: "моя 1/2", "мою 1/2", "моей 1/2". */
function halfCase(match: RegExpExecArray): Case {
  const own = caseOfFraction('1', match);
  const [, ending = ''] = /(ую|ю|[ое]й)\s$/iu.exec(before(match)) ?? [];
  if (ending === '' || own !== 'nominative') return own;
  return /ю/.test(ending) ? 'accusative' : 'dative';
}

const INTO_FINAL = /(?<!\p{L})(?:вы(?:ш|й|х)|про(?:ш|й|б|х)|попа|путёвк|путевк|рв)\p{Ll}*\s(?:\p{Ll}+\s)?в\s$/iu;

/** "По 1/3" is one part for each, so it is in the dative. */
function caseOfFraction(above: string, match: RegExpExecArray): Case {
  // "Мы в 1/8 финала", but "вышли в 1/8 финала".
  if (/^\sфинала/u.test(after(match)) && /(?<!\p{L})в\s$/iu.test(before(match)))
    return INTO_FINAL.test(before(match)) ? 'accusative' : 'prepositional';
  return above === '1' && /(?<!\p{L})по\s$/iu.test(before(match)) ? 'dative' : caseHere(match);
}

function decimalHalf(match: RegExpExecArray): string {
  return decimal(match[1] ?? '', '5', caseHere(match));
}

/** "Под № 7" is where something is. */
function caseOfNumber(match: RegExpExecArray): Case {
  const [first = 'nominative', second] = wantedCases(before(match), after(match));
  return first === 'accusative' && second === 'instrumental' ? second : first;
}

/** Signs that have a word, and signs that have none. */
export const signs: readonly Rule[] = [
  ...moneySigns,
  {
    pattern: /№\s?№\s?(?=\d)/gu,
    say: (match) => `номер${PLURAL_ENDINGS[CASES.indexOf(caseOfNumber(match))]} `,
  },
  {
    pattern: /(?:№|#|N[ºo°]\.?)\s?(?=\d)/gu,
    say: (match) => {
      const first = caseOfNumber(match);
      return `${first === 'nominative' || first === 'accusative' ? 'номер' : NUMBERS[first]} `;
    },
  },
  // "А. + М. = любовь".
  { pattern: /(?<=(?<!\p{L})\p{Lu})\.(?=\s?[+=&])/gu, say: () => '' },
  { pattern: /№/gu, say: () => 'номер ' },
  {
    pattern: /(?<![\d.,])(\d{1,4})([DДGKК]|(?<=(?<!\d)1)[СC])(?![\p{L}\p{M}\d])/gu,
    say: ([, digit = '', mark = '']) => `${cardinal(digit)} ${MARKS[mark] ?? mark}`,
  },
  { pattern: /§\s?/gu, say: () => 'параграф ' },
  // "При t 180°".
  { pattern: /(?<=(?<!\p{L})при\s)[tт]°?\s(?=\d|\p{Ll}{2,}\s)/giu, say: () => 'температуре ' },
  {
    pattern: /(?<![\p{L}\d])[tт](?:[°º]|-ра)(?=[\s,.!?:]|$)/giu,
    say: (match) => TEMPERATURE[CASES.indexOf(feminineCase(before(match)))],
  },
  { pattern: /∞/gu, say: () => 'бесконечность' },
  { pattern: /±\s?/gu, say: () => 'плюс-минус ' },
  { pattern: /[~≈]\s?(?=[\d\p{Ll}])/gu, say: () => 'примерно ' },
  { pattern: /(?<=\d)\s?[×xхXХ*]\s?(?=\d)|(?<=[\d\p{L}])\s?×\s?(?=[\d\p{L}])/gu, say: () => ' на ' },
  { pattern: /\s?&\s?/gu, say: () => ' и ' },
  { pattern: /(?<=\d)\s[-−–]\s(?=\d+(?:[.,]\d+)?\s?(?:=|равно))/gu, say: () => ' минус ' },
  {
    pattern: /(?<=[\p{L}\p{M}\d)])\s*=\s*(?=[\p{L}\d(♥❤])/gu,
    say: (match) => (/\d\s*$/.test(before(match)) ? ' равно ' : ' — это '),
  },
  { pattern: /(?<=[\p{L}\p{M}\d)])\s?\+\s?(?=[\p{L}\d(])/gu, say: () => ' плюс ' },
  { pattern: /(?<![\p{L}\p{M}\d+])\+(?=\d)/gu, say: () => 'плюс ' },
  // Marks of a school: "на 5+".
  { pattern: /(?<=(?<!\p{L})на\s(?:твёрдую\s)?[2-5])\+(?![\d+])/giu, say: () => ' с плюсом' },
  { pattern: /(?<=(?<!\p{L})на\s[2-5])[-−](?=\s?(?:[,.;!?)]|$))/giu, say: () => ' с минусом' },
  { pattern: /(?<=\d)\+(?![\d+])/gu, say: () => ' плюс' },
  { pattern: /(?<=^|[\s(«"=])[-−–](?=\d+(?:[.,]\d+)?(?!\d*\s?[-–:/]\d))/gu, say: () => 'минус ' },
  // "Мама > весь мир".
  { pattern: /(?<=\p{L}\s)>(?=\s[\p{L}\d])/gu, say: () => 'больше, чем' },
  { pattern: /(?<=\d)\s?>\s?(?=\d)/gu, say: () => ' больше ' },
  { pattern: /(?<=\d)\s?<\s?(?=\d)/gu, say: () => ' меньше ' },
  // Marks of a school: "5-".
  { pattern: /(?<=(?:^|[\s,:(])[2-5])[-−](?=[\s]?(?:[,.;!?)]|$))/gu, say: () => ' минус' },
  { pattern: /(?<=\p{L})\/(?=\p{L})/gu, say: () => ' ' },
];

/** Signs that no rule has read. */
export const silent: readonly Rule[] = [
  { pattern: /[©®™*_#^|\\{}[\]~<>=@•·●▪►→←↑↓⇒✓✔★☆♥♡§¶°`´¬¦+%$€£₽№&/]+/gu, say: () => ' ' },
];
