import { COLLECTIVE } from '#root/tts/normalise/ru/collective.js';
import { wantedCases } from '#root/tts/normalise/ru/context.js';
import { type CountedNoun, decline } from '#root/tts/normalise/ru/decline.js';
import type { Case } from '#root/tts/normalise/ru/grammar.js';
import { countOf } from '#root/tts/normalise/ru/grammar.js';
import { after, before, fullStop, NUMBER, wordRule } from '#root/tts/normalise/ru/pattern.js';
import { quantity } from '#root/tts/normalise/ru/quantity.js';
import { AGE, currencies, INCH, multipliers, units } from '#root/tts/normalise/ru/unit-nouns.js';
import type { Rule } from '#root/tts/normalise/rules.js';

type Named = readonly [pattern: string, noun: CountedNoun, coin?: CountedNoun];

const anyOf = (named: readonly Named[]) => named.map(([pattern]) => pattern).join('|');
const finder = (named: readonly Named[]) => {
  const exact = named.map(([pattern, noun, coin]) => ({ whole: new RegExp(`^(?:${pattern})$`, 'iu'), noun, coin }));
  return (text: string) => exact.find(({ whole }) => whole.test(text));
};
const currencyOf = finder(currencies);
const unitOf = finder(units.map(([pattern, noun]): Named => [`(?:${pattern})\\.?`, noun]));
const multiplierOf = finder(multipliers);

const FROM = `(?:(${NUMBER})\\s?[-–—]\\s?)?`;
const TIMES = `(?:\\s?(${anyOf(multipliers)}))`;

/** Money and measures: "5 000 ₽", "2,5 млн руб.", "3,5 кг", "до 100 %", "+20 °C". */
export const measures: readonly Rule[] = [
  // "Отель 5*".
  { pattern: /(?<=\s[2-5])\*(?=[\s,.!?)]|$)/gu, say: () => '★' },
  // "Книга (480 с.)".
  { pattern: /(?<=\(\d{2,4}\s?)с\.(?=\))/gu, say: () => 'стр.' },
  // "220 В", but "5 В класс".
  { pattern: /(?<=(?<!\d)(?:110|127|220|230|380))\s?В(?![\p{L}\p{M}\d])/gu, say: () => ' вольт' },
  { pattern: /(?<=\d\s?)(ст|ч)\.\s?лож(?:к[аиу]|ек)(?!\p{L})/gu, say: ([, kind]) => `${kind}. л.` },
  // "12 реб. и 2 взр.".
  wordRule('(?<=\\d\\s?)взр\\.', (match) => `взрослых${fullStop(match)}`),
  // "17 мин 40 с".
  { pattern: /(?<=\d\s?мин\.?\s\d{1,2})\s?с(?![\p{L}\d])/gu, say: () => ' сек' },
  // "За 24,5 с".
  { pattern: /(?<=\d[.,]\d{1,2}|(?<!\p{L})за\s\d{1,3})\sс(?=\s?(?:$|[.,!?;)]))/gu, say: () => ' сек' },
  // "15к подписчиков".
  {
    pattern: /(?<=\d)\s?[кКkK](?=\s(?:лайк|подписчик|просмотр|шаг|руб|человек|сообщени|поцелу|роз|раз)|\s?[₽$€])/gu,
    say: () => ' тыс.',
  },
  {
    pattern:
      /(?<!(?<!\p{L})(?:код|дом|д\.|квартира|кв\.|кабинет|каб\.|аудитория|ауд\.|офис|оф\.|зал|номер|№|комната|домофон)\s?\d{1,5})(?<=\d\d)[кКkK](?=[,.!?)]|$)/giu,
    say: () => ' тыс',
  },
  // "Рост 1,80 м".
  {
    pattern: /(?<=[Рр]ост\p{Ll}{0,2}\s(?:[-–—]\s)?)([12])[.,](\d{2})\s?м(?!\p{L})/gu,
    say: ([, metres, rest]) => `${metres} м ${Number(rest)} см`,
  },
  // "150 т.р.".
  { pattern: /(?<=\d)\s?т\.\s?р(?:уб)?(?:\.|(?!\p{L}))/gu, say: () => ' тыс. руб.' },
  { pattern: /(?<=\d\s?)долл\.(?=\sСША)/gu, say: () => 'долл' },
  wordRule('(\\d{1,3})\\s?сут\\.?', (match) => {
    const [, number = ''] = match;
    const count = number === '1' ? 'одни' : (COLLECTIVE[Number(number) < 5 ? number : ''] ?? number);
    return `${count} сутки`.replace(/(?<!одни) сутки/, ' суток') + fullStop(match);
  }),
  // "Кот (3 г., 6 кг)".
  wordRule('(?<=\\()(\\d{1,2})\\s?г\\.(?=[,)])', ([, number = '']) => quantity(number, AGE, 'nominative')),
  // An age: "3 г. 5 мес.".
  wordRule('(\\d{1,3})\\s?г\\.?(?=\\s?\\d{1,2}\\s?мес)', (match) =>
    quantity(match[1] ?? '', AGE, caseOf(match, match[1] ?? '')),
  ),
  // "7,5 л/100 км".
  { pattern: /(?<=\d\s?\p{Ll}{1,3})\/(?=\d{1,4}\s?\p{Ll})/gu, say: () => ' на ' },
  { pattern: /(?<=\d\s?(?:км|м|л|ч|шт|раза?)\.?)\/(?=(?:день|сутки|неделю|месяц|год)(?!\p{L}))/gu, say: () => ' в ' },
  // "1 500 р. 50 к.".
  wordRule('(?<=\\d\\s?(?:р|руб)\\.\\s)(\\d{1,2})\\s?к\\.', ([, number = '']) => `${number} коп.`),
  // A screen, unless the mark closes a quotation: "55\"".
  {
    pattern: /(?<![\p{L}\d])(\d{1,3}(?:[.,]\d)?)["″](?=[\s,.;!?)]|$)/gu,
    say: (match) =>
      /["“«]/.test(before(match))
        ? undefined
        : quantity(match[1] ?? '', INCH, wantedCases(before(match), after(match))[0] ?? 'nominative'),
  },
  {
    pattern: /([$€£₽₸₴¥])\s?(\d+(?:[.,]\d+)?(?:\s?(?:тыс\.?|млн\.?|млрд\.?))?)(?![\d])/gu,
    say: ([, sign, number]) => `${number} ${sign}`,
  },
  {
    pattern: /(?<![\p{L}\p{N}).,])[-−–](?=\d+(?:[.,]\d+)?\s?(?:[°%℃]|градус))|(?<![\p{N}]\s?)−(?=\d)/gu,
    say: () => 'минус ',
  },
  { pattern: /(?<=(?:^|\s)(?:от|до|ниже|выше|около|при|с)\s)-(?=\d)/giu, say: () => 'минус ' },
  { pattern: /(?<![\p{L}\p{N})])\+(?=\d+(?:[.,]\d+)?\s?(?:[°%℃]|градус|до))/gu, say: () => 'плюс ' },
  wordRule(
    `${FROM}(${NUMBER})${TIMES}?\\s?(${anyOf(currencies)})(?:\\s?/\\s?(мес|год|день|час|ч|шт|кг|чел)\\.?)?`,
    (match) => {
      const [, from, number = '', times, sign = '', per] = match;
      const found = currencyOf(sign);
      if (found === undefined) return undefined;
      const each = per === undefined ? '' : ` ${PER[per] ?? per}`;
      const inCase = caseOf(match, number);
      const first = from === undefined ? '' : `${firstOf(from, found.noun, inCase)}-`;
      return `${first}${money(number, times, found, inCase)}${each}${/[.]$/.test(match[0]) ? fullStop(match) : ''}`;
    },
    'i',
  ),
  wordRule(
    `${FROM}(${NUMBER})\\s?(${units.map(([pattern]) => `(?:${pattern})(?<=[а-я])\\.?|(?:${pattern})`).join('|')})`,
    (match) => {
      const [, from, number = '', unit = ''] = match;
      const found = unitOf(unit);
      // "Школа № 7 г. Казани".
      if (found === undefined || /№\s?$/.test(before(match))) return undefined;
      const inCase = caseOf(match, number);
      const first = from === undefined ? '' : `${firstOf(from, found.noun, inCase)}-`;
      return `${first}${quantity(number, found.noun, inCase)}${fullStop(match)}`;
    },
  ),
  // "5 млн", "3 тыс. км".
  wordRule(`${FROM}(${NUMBER})${TIMES}(?:\\s(?![гс](?!\\p{L}))(${anyOf(units)})(?![\\p{L}\\d])\\.?)?`, (match) => {
    const [, from, number = '', times = '', unit = ''] = match;
    const noun = multiplierOf(times)?.noun;
    if (noun === undefined) return undefined;
    const inCase = caseOf(match, number);
    const first = from === undefined ? '' : `${firstOf(from, noun, inCase)}-`;
    const counted = unit === '' ? undefined : unitOf(unit)?.noun;
    const of = counted === undefined ? '' : ` ${decline(counted, '5', 'genitive')}`;
    return `${first}${quantity(number, noun, inCase)}${of}${fullStop(match)}`;
  }),
];

const PER: Record<string, string> = {
  мес: 'в месяц',
  год: 'в год',
  день: 'в день',
  час: 'в час',
  ч: 'в час',
  шт: 'за штуку',
  чел: 'с человека',
  кг: 'за килограмм',
};

function money(
  number: string,
  times: string | undefined,
  { noun, coin }: { noun: CountedNoun; coin?: CountedNoun | undefined },
  inCase: Case,
): string {
  const multiplier = times === undefined ? undefined : multiplierOf(times)?.noun;
  if (multiplier !== undefined) return `${quantity(number, multiplier, inCase)} ${decline(noun, '5', 'genitive')}`;
  const [whole = '', part] = number.split(/[.,]/);
  if (coin === undefined || part?.length !== 2) return quantity(number, noun, inCase);
  const coins = String(Number(part));
  return `${quantity(whole, noun, inCase)}${coins === '0' ? '' : ` ${quantity(coins, coin, inCase)}`}`;
}

function firstOf(number: string, noun: CountedNoun, inCase: Case): string {
  return quantity(number, { one: '', few: '', many: '', gender: noun.gender }, inCase).trim();
}

/** "В 15 % случаев". */
function isShareOf(match: RegExpExecArray): boolean {
  const isOf = /^\s\p{Ll}+(?:[ое]в|ей|ний)(?!\p{L})/u.test(after(match));
  return match[0].endsWith('%') && isOf && /(?<!\p{L})в\s$/iu.test(before(match));
}

const FROM_ABOVE = /(?:прыг|прыж|спуст|упа[лс]|слете|сброс|смотр|вид[иен])[а-яё]*\s(?:с\sпарашютом\s)?со?\s$/iu;

// "До 22 ч. 15 мин.": both parts stand in one case.
const LARGER_PART = /\d+\s?(?:ч|г|мес|кг|км|л|лет|год[а-я]*|час[а-я]*)\.?\s$/u;

function caseOf(match: RegExpExecArray, number: string): Case {
  const wanted = wantedCases(before(match).replace(LARGER_PART, ''), after(match));
  const [first = 'nominative', second] = wanted;
  // "прыгнул с четырёх тысяч метров".
  if (second === 'genitive' && FROM_ABOVE.test(before(match))) return 'genitive';
  // "В 15 % случаев".
  if (second === 'prepositional' && isShareOf(match)) return 'prepositional';
  // "в пяти километрах от города".
  if (first === 'accusative' && second === 'prepositional' && /^\s(?:от|к)\s/u.test(after(match)))
    return 'prepositional';
  // "по одному рублю", but "по пять рублей".
  if (first === 'accusative' && second === 'dative' && countOf(number) === 'one' && !/[.,]/.test(number))
    return 'dative';
  return first;
}
