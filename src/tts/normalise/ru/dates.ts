import { romanValue } from '#root/tts/normalise/roman-value.js';
import { governed, opensSpan } from '#root/tts/normalise/ru/context.js';
import type { Case } from '#root/tts/normalise/ru/grammar.js';
import { isHoliday, standsAlone } from '#root/tts/normalise/ru/holidays.js';
import { ANY_MONTH, MONTH, monthName } from '#root/tts/normalise/ru/months.js';
import { ordinal } from '#root/tts/normalise/ru/ordinal.js';
import { after, before, fullStop, wordRule } from '#root/tts/normalise/ru/pattern.js';
import type { Rule } from '#root/tts/normalise/rules.js';

const DAY = '(?:0?[1-9]|[12]\\d|3[01])';
const YEAR_WORD = '(?:г\\.?\\s?р\\.?(?![\\p{L}])|г\\.?(?![\\p{L}])|год[ау]?(?![\\p{L}])|-го)';
const YEAR = `(?:,?\\s+(\\d{4})(?![\\d.,:]*\\d)(?:\\s*(${YEAR_WORD}))?)?`;
const ENDING = '(?:-?(?:го|е|ое|му|ым|м|ого))?';
const CASES: Record<string, Case> = {
  го: 'genitive',
  ого: 'genitive',
  му: 'dative',
  е: 'nominative',
  ое: 'nominative',
  м: 'instrumental',
  ым: 'instrumental',
};

// Such numbers have points of their own: "рисунок 2.6.10".
const NUMBERED =
  /(?<!\p{L})(?:рис(?:\.|унк[а-я]+|унок)|верси[а-я]+|v|ver\.?|п\.|пункт[а-я]*|табл(?:\.|иц[а-я]+)|раздел[а-я]*|глав[а-я]+|стать[а-я]+|IP|айпи|№)\s?$/iu;

/** Dates: "25 декабря 2026 г.", "с 1 по 5 мая", "12.05.1990". */
export const dates: readonly Rule[] = [
  // "12-06-2010".
  {
    pattern: /(?<![\p{L}\d-])(0[1-9]|[12]\d|3[01])-(0[1-9]|1[0-2])-((?:19|20)\d\d)(?![\d-])/gu,
    say: ([, ...parts]) => parts.slice(0, 3).join('.'),
  },
  // "26.IV.1893", "14–15.08": the next rules read them.
  wordRule(
    '(\\d{1,2})[./](I{1,3}|I?[VX]|V?I{1,3}|VI{0,3}|XI{0,2})[./-](\\d{4})(?!\\d)',
    ([, number = '', month = '', year = '']) => `${number}.${romanValue(month)}.${year}`,
  ),
  wordRule(
    `(${DAY})(\\s?[-–—]\\s?)(${DAY})\\.(0[1-9]|1[0-2])(?:\\.(20\\d\\d))?(?![.,]?\\d)(?!\\s?(?:[%₽$€°]|(?:кг|км|[смк]?м|л|г|т|руб|р|шт|ч|мин)(?!\\p{L})))`,
    ([, first = '', link = '', last = '', month = '', year]) =>
      Number(first) < Number(last)
        ? `${first}${link}${last} ${monthName(Number(month)) ?? ''}${year === undefined ? '' : ` ${year} г.`}`
        : undefined,
  ),
  // "В ночь с 31 на 1-е".
  wordRule('(?<=ноч[ьи]\\sс\\s)(\\d{1,2})(?:-?го)?(?=\\sна\\s\\d)', ([, number = '']) => day(number, 'genitive')),
  wordRule('(?<=ноч[ьи]\\sс\\s(?:\\p{Ll}+\\s){1,2}на\\s)(\\d{1,2})(?!-)(?!\\s\\p{Ll}{3})', ([, number = '']) =>
    day(number, 'accusative'),
  ),
  // Several days of one month.
  wordRule(
    `(${DAY})${ENDING}(\\s?[-–—]\\s?|\\s+(?:и|или|по|до|(?<=(?<!\\p{L})со?\\s\\d{1,2}\\s+)на)\\s+|,\\s)(${DAY})${ENDING}(?:(\\s+(?:и|или)\\s+|,\\s)(${DAY})${ENDING})?\\s+(${MONTH})${YEAR}`,
    (match) => {
      const [, first = '', link = '', second = '', link2, third = '', month = '', year] = match;
      const left = before(match);
      if (link === ', ' && LABEL.test(left)) return undefined;
      const isSpan = /[-–—]/.test(link);
      const given = governed(left);
      const start = caseOfDay(given, 'genitive', /(?:по|до|на)/.test(link));
      const bySpan = /по|на/.test(link) ? 'accusative' : /до/.test(link) ? 'genitive' : start;
      const isBare = isSpan && given[0] === 'nominative';
      const from = isBare ? `с ${day(first, 'genitive')} по ` : `${day(first, start)}${isSpan ? ' — ' : link}`;
      const more = link2 === undefined ? '' : `${link2}${day(third, start)}`;
      const to = day(second, isBare ? 'accusative' : bySpan);
      return `${from}${to}${more} ${monthName(month) ?? month}${yearWords(year)}${bornOf(match)}${stopOf(match, year)}`;
    },
    'i',
  ),
  wordRule(
    `(${DAY})${ENDING.replace('?:-?(?:', '?:-?(')}\\s+(${MONTH})${YEAR}`,
    (match) => {
      const [, number = '', ending = '', month = '', year] = match;
      const name = monthName(month);
      if (name === undefined) return undefined;
      const isCapital = /^\p{Lu}/u.test(month);
      const about = { number, name, isCapital, hasYear: year !== undefined };
      const inCase = CASES[ending] ?? caseOfDate(before(match), after(match), about);
      return `${day(number, inCase)} ${name}${yearWords(year)}${bornOf(match)}${stopOf(match, year)}`;
    },
    'i',
  ),
  wordRule(`(${DAY})[./](0?[1-9]|1[0-2])[./](\\d{4}|\\d{2})(?:\\s*(${YEAR_WORD}))?(?!\\.?\\d)`, (match) => {
    const [, number = '', month = '', year = ''] = match;
    if (NUMBERED.test(before(match))) return undefined;
    const full = year.length === 4 ? year : `${Number(year) < 40 ? '20' : '19'}${year}`;
    const about = { number, name: monthName(Number(month)) ?? '', isCapital: false, hasYear: true };
    return `${day(number, caseOfDate(before(match), after(match), about))} ${about.name}${yearWords(full)}${bornOf(match)}${stopOf(match, '')}`;
  }),
  wordRule('(\\d{4})-(0[1-9]|1[0-2])-(0[1-9]|[12]\\d|3[01])', ([, year = '', month = '', number = '']) => {
    return `${day(number, 'genitive')} ${monthName(Number(month)) ?? ''}${yearWords(year)}`;
  }),
  // A day and a month could be a decimal number or a time, so the words around them must not say so.
  wordRule(
    '(0[1-9]|[12]\\d|3[01]|(?<=(?<!\\p{L})(?:с|до|по|на|к|родил(?:ся|[аи]сь)|свадьб[ауе]|юбилей|рождения|встреча(?:емся)?|[Зз]автра,?|[Сс]егодня,?|[Пп]ослезавтра,?|(?:жду|жд[её]м|встречаемся|собираемся|собер[её]мся|приходите|отмечаем|празднуем)(?:\\s(?:вас|тебя|всех))?)\\s(?:[—–-]\\s)?)[1-9]|[1-9](?=\\.\\d\\d,?\\sв\\s\\d{1,2}(?:[:.]\\d\\d|\\s?ч)))\\.(0[1-9]|1[0-2])(?![.,]?\\d)(?!\\s?(?:[%₽°€$]|(?:час|мин|сек|руб|процент|раз|балл|метр|градус|лет|год|тыс|млн|литр)|(?:кг|км|см|м|л|г)(?!\\p{L})))',
    (match) => {
      const [, number = '', month = ''] = match;
      const left = before(match);
      if (
        /(?:^|[^\p{L}])(?:в|курс|верси[яию]|цена|температура|рост|вес|около|примерно|это)[:\s]+$|[=~+№*]\s?$/iu.test(
          left,
        )
      )
        return undefined;
      const about = { number, name: monthName(Number(month)) ?? '', isCapital: false, hasYear: false };
      return `${day(number, caseOfDate(left, after(match), about))} ${about.name}`;
    },
  ),
];

const OTHER_CALENDAR = new RegExp(`\\d (?:${ANY_MONTH}) \\($`, 'iu');
// "Дом 8, 8 марта": the first number belongs to the word before it.
const LABEL =
  /(?<!\p{L})(?:д|дом|к|корп|корпус|кв|квартира|оф|офис|ауд|аудитория|каб|кабинет|эт|этаж|под|подъезд|стр|зал|стол|код|№|номер|школа|школы|шк)\.?\s?$/iu;

interface DateParts {
  number: string;
  name: string;
  isCapital: boolean;
  hasYear: boolean;
}

function caseOfDate(left: string, right: string, about: DateParts): Case {
  const given = governed(left);
  // "26 мая (6 июня) 1799 г.": the same day by the other calendar.
  if (OTHER_CALENDAR.test(left)) return 'genitive';
  if (/(?:^|\s)с\s$/iu.test(left)) {
    if (opensSpan(right) || about.hasYear) return 'genitive';
    const isGreeting =
      about.isCapital || /поздрав|праздник/iu.test(left) || (isHoliday(about) && /(?:^|[.!?\n]\s*)С\s$/u.test(left));
    return isGreeting ? 'instrumental' : 'genitive';
  }
  if (given[0] !== 'nominative') return caseOfDay(given, 'genitive', false);
  // "Мой праздник 5 мая, а твой — 6 мая".
  // "1-й зуб — 4 мая, 2-й — 6 июня".
  if (/\d-?\p{Ll}{1,2}\s[—–-]\s$/u.test(left)) return 'genitive';
  if (about.hasYear || /,\sа\s(?!завтра|послезавтра|сегодня|вчера|там|это)[^.,!?]{1,30}\s[—–-]\s$/u.test(left))
    return 'genitive';
  return standsAlone(left, right) ? 'nominative' : 'genitive';
}

function caseOfDay(given: readonly Case[], otherwise: Case, opens: boolean): Case {
  const [first = 'nominative', second] = given;
  // A verb has no date as its object: "жду тебя пятого мая".
  if (first === 'nominative' || second === 'nominative') return otherwise;
  return first === 'instrumental' && (opens || second === 'genitive') ? 'genitive' : first;
}

function day(number: string, inCase: Case): string {
  return ordinal(String(Number(number)), { case: inCase, gender: 'neuter' });
}

function yearWords(year: string | undefined): string {
  return year === undefined ? '' : ` ${ordinal(year, { case: 'genitive', gender: 'masculine' })} года`;
}

function bornOf(match: RegExpExecArray): string {
  return /\sг\.?\s?р\.?$/.test(match[0]) ? ' рождения' : '';
}

function stopOf(match: RegExpExecArray, year: string | undefined): string {
  return year === undefined && !/\.$/.test(match[0]) ? '' : fullStop(match);
}
