import { countOf } from '#root/tts/normalise/ru/grammar.js';
import { after, before, fullStop, wordRule } from '#root/tts/normalise/ru/pattern.js';
import { quantity } from '#root/tts/normalise/ru/quantity.js';
import { AGE } from '#root/tts/normalise/ru/unit-nouns.js';
import type { Rule } from '#root/tts/normalise/rules.js';

const TIMES_IN: Readonly<Record<string, string>> = { нед: 'неделю', мес: 'месяц', сут: 'сутки' };

const OF_SOMEBODY = /(?<!\p{L})\p{Lu}\p{Ll}{1,12}[еуюи]\s(?:уже\s|всего\s|сегодня\s)?$/u;
const IN_YEARS =
  /(?<!\p{L})(?:ему|ей|мне|тебе|вам|нам|им|стаж|возраст|опыт|лет|маме|папе|бабушке|дедушке|деду|сыну|дочке|дочери|внуку|внучке|брату|сестре|мужу|жене)\s(?:[—–-]\s|уже\s|всего\s|исполн\p{Ll}+\s|сегодня\s){0,2}$/iu;

/** Ages and how often: letters that are litres, grams and roubles elsewhere. */
export const ages: readonly Rule[] = [
  // "Дети 5–7 л.".
  {
    pattern:
      /(?<=(?:[Дд]ет|[Мм]алыш|[Рр]ебят|[Мм]альчик|[Дд]евоч|[Вв]озраст|[Сс]таж|[Оо]пыт|[Вв]ыслуг)\p{Ll}{0,5}\s(?:от\s|до\s|[—–-]\s)?\d{1,2}(?:[-–—]\d{1,2})?\s?)л\.(?!\p{L})/gu,
    say: (match) => `лет${fullStop(match)}`,
  },
  {
    pattern:
      /(?<=\d\s?)л\.(?=\s(?:выслуги|стажа|службы|брака|работы|опыта|назад|вместе|подряд|супруж|совместн|безупречн))/gu,
    say: () => 'лет',
  },
  // "25 л. 6 м. 3 дн.".
  { pattern: /(?<=\d\s?(?:л\.|г\.|лет|года?)\s(?:и\s)?\d{1,2}\s?)м\.(?=\s?(?:\d|и\s|[,;)!?]|$))/gu, say: () => 'мес.' },
  // "3 р. в день".
  {
    pattern: /(?<=(?<![\d.,])(\d{1,2})\s?)р\.(?=\sв\s(?:день|сутки|неделю|нед\.|месяц|мес\.|год|час|жизни)(?!\p{L}))/gu,
    say: ([, number = '']) => (countOf(number) === 'few' ? 'раза' : 'раз'),
  },
  // "3 р./нед.", but "300 р./мес.".
  {
    pattern: /(?<=(?<![\d.,]\s?)([2-7])\s?)р\.?\s?\/\s?(нед|день|мес|сут|год)(?:\.|(?!\p{L}))/gu,
    say: ([, number = '', period = '']) =>
      `${countOf(number) === 'few' ? 'раза' : 'раз'} в ${TIMES_IN[period] ?? period}`,
  },
  // "Ваня, 3 г., и Оля, 1 г.".
  wordRule(
    '(?<=(?<!\\p{L})(?!Соль|Сахар|Мука|Масло|Дрожжи|Сода|Перец|Ванилин|Желатин|Какао)\\p{Lu}\\p{Ll}{2,12},\\s)(\\d{1,2})\\s?[лг]\\.(?=[,;)]|\\s(?:и|а)\\s|\\s?$)',
    (match) => `${quantity(match[1] ?? '', AGE, 'nominative')}${/^\s*$/.test(after(match)) ? '.' : ''}`,
  ),
  // "Еве 3 г.", "ему 54 г.", "стаж — 33 г.".
  wordRule('(\\d{1,3})\\s?г\\.(?!\\s?\\d)', (match) =>
    OF_SOMEBODY.test(before(match)) || IN_YEARS.test(before(match))
      ? `${quantity(match[1] ?? '', AGE, 'nominative')}${fullStop(match)}`
      : undefined,
  ),
  // Ages in brackets: "Миша (7 л.)".
  wordRule('(?<=\\()(\\d{1,2})\\s?[лг]\\.?(?=\\))', ([, number = '']) => quantity(number, AGE, 'nominative')),
];
