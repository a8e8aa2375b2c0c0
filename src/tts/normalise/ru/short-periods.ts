import { governed, wantedCases } from '#root/tts/normalise/ru/context.js';
import type { Case } from '#root/tts/normalise/ru/grammar.js';
import { after, before, fullStop, wordRule } from '#root/tts/normalise/ru/pattern.js';
import type { Rule } from '#root/tts/normalise/rules.js';

const ERA = '(?=\\s(?:[XVI]|\\d{2,4}(?:-|\\s?г)|век|год|(?:янв|фев|мар|апр|ма|июн|июл|авг|сен|окт|ноя|дек)\\p{L}*))';
// The nominative, the genitive, the dative and the prepositional.
const parts: readonly (readonly [pattern: string, forms: readonly [string, string, string, string]])[] = [
  [`[Нн]ач\\.${ERA}`, ['начало', 'начала', 'началу', 'начале']],
  [`[Кк]он\\.${ERA}`, ['конец', 'конца', 'концу', 'конце']],
  [`[Сс]ер\\.${ERA}`, ['середина', 'середины', 'середине', 'середине']],
];
const HALVES: Readonly<Record<string, string>> = { я: 'половина', ю: 'половину', ой: 'половины', й: 'половины' };

const PERIODS: Readonly<Record<string, string>> = {
  нед: 'неделю',
  мес: 'месяц',
  мин: 'минуту',
  сек: 'секунду',
  сут: 'сутки',
  дн: 'день',
};

const HALF_YEARS: Readonly<Record<string, string>> = { е: 'е', го: 'я', му: 'ю', м: 'и' };
const DAYS_OF: Readonly<Record<string, readonly [string, string]>> = {
  раб: ['рабочий', 'рабочих'],
  кал: ['календарный', 'календарных'],
  вых: ['выходной', 'выходных'],
};
const MOMENTS: Readonly<Record<string, string>> = { мин: 'минут', сек: 'секунд', нед: 'недел' };

const UNITS: Readonly<Record<string, string>> = {
  кг: 'килограмм',
  км: 'километр',
  см: 'сантиметр',
  мм: 'миллиметр',
  мл: 'миллилитр',
};

const MONTHS: Readonly<Record<string, string>> = {
  янв: 'январ',
  фев: 'феврал',
  февр: 'феврал',
  апр: 'апрел',
  июн: 'июн',
  июл: 'июл',
  авг: 'август',
  сен: 'сентябр',
  сент: 'сентябр',
  окт: 'октябр',
  нояб: 'ноябр',
  дек: 'декабр',
};
const MONTH_ENDINGS: Partial<Record<Case, string>> = { genitive: 'я', dative: 'ю', instrumental: 'ем' };

const YEAR_ENDINGS: Readonly<Record<string, string>> = { го: 'а', му: 'у' };

const NEW_YEAR: Readonly<Record<Case, readonly [string, string]>> = {
  nominative: ['Новый', 'год'],
  genitive: ['Нового', 'года'],
  dative: ['Новому', 'году'],
  accusative: ['Новый', 'год'],
  instrumental: ['Новым', 'годом'],
  prepositional: ['Новом', 'году'],
};

/** Parts of centuries and years: "в нач. XX в.", "2-я пол. 2026 г.". */
export const shortPeriods: readonly Rule[] = [
  // "С НГ!", "к НГ-2027".
  wordRule('НГ(?:[-–\\s]?(20\\d\\d))?|Н\\.\\s?г\\.', (match) => {
    const [adjective, noun] = NEW_YEAR[governed(before(match))[0] ?? 'nominative'];
    return `${adjective} ${match[1] === undefined ? '' : `${match[1]} `}${noun}${fullStop(match)}`;
  }),
  // "В сент. 2025-го", "с нояб. по март".
  wordRule(
    `(?<!\\d-?(?:го|е)?\\s?)(${Object.keys(MONTHS).join('|')})\\.`,
    (match) => {
      const [first = 'nominative', second] = wantedCases(before(match), after(match));
      const ending = second === 'prepositional' ? 'е' : (MONTH_ENDINGS[second === 'genitive' ? second : first] ?? 'ь');
      const month = `${MONTHS[(match[1] ?? '').toLowerCase()]}${ending}`;
      return `${/^(?:март|август)/.test(month) ? month.replace(/ь$/, '').replace(/я$/, 'а').replace(/ю$/, 'у').replace(/ем$/, 'ом') : month}${fullStop(match)}`;
    },
    'i',
  ),
  // "В прошлом г.", "в 2027-м г.", "до след. г.".
  wordRule(
    '(?<=(?:\\d-?|(?:прошл|следующ|будущ|эт|нов|нынешн|текущ|наступающ|уходящ|юбилейн|учебн|минувш|прошедш|позапрошл|кажд)(?:[ыи]|о|е)?)(й|т|го|му|м)\\s)г\\.(?!\\s?р\\.)',
    (match) => {
      const isWithin = /(?<!\p{L})(?:в|о)\s(?:[\p{L}\d-]+\s)?\S+\s$/iu.test(before(match));
      const ending = match[1] === 'м' ? (isWithin ? 'у' : 'ом') : (YEAR_ENDINGS[match[1] ?? ''] ?? '');
      return `год${ending}${fullStop(match)}`;
    },
    'i',
  ),
  wordRule('(?<=(?<!\\p{L})(?:(в|с|со|до|от|к)\\s)?(?:след|прош|тек|буд)\\.\\s)г\\.', (match) => {
    const [, preposition = ''] = match;
    return `год${preposition === '' ? '' : /[вк]/.test(preposition) ? 'у' : 'а'}${fullStop(match)}`;
  }),
  // "Раз в нед.", "за мес.".
  wordRule(
    '(?<=(?<!\\p{L})(?:[Вв]|[Зз]а|[Чч]ерез|кажд(?:ую|ый)|эт(?:у|от))\\s)(нед|мес|мин|сек|сут|дн)\\.',
    (match) => `${PERIODS[match[1] ?? '']}${fullStop(match)}`,
  ),
  // "1–3 раб. дня".
  wordRule('(?<=\\d\\s)(раб|кал|вых)\\.\\s?(день|дня|дней|дн\\.?)', (match) => {
    const [, short = '', day = ''] = match;
    const [one, several] = DAYS_OF[short] ?? [];
    return `${day === 'день' ? one : several} ${day.replace(/^дн\.?$/, 'дней')}${fullStop(match)}`;
  }),
  // "Нач. в 11 ч.".
  wordRule('([Нн])ач\\.(?=\\s(?:в|с|во|со|около|после|к|ровно)\\s\\d)', ([, first = '']) => `${first}ачало`),
  // "4-й ст. сложности".
  wordRule('ст\\.(?=\\s(?:сложности|защиты|родства|отличия))', (match) =>
    /(?<!\p{L})со?\s\S+\s$/iu.test(before(match)) ? 'степенью' : 'степени',
  ),
  wordRule(
    '(?<=\\d-?([яюй])\\s)ст\\.(?=\\s?(?:$|[,;)!?]|[—–-]\\s))',
    (match) => `степен${match[1] === 'й' ? 'и' : 'ь'}${fullStop(match)}`,
  ),
  wordRule('(?<=(?<!\\p{L})[Нн]а\\s)выс\\.(?=\\s?\\d)', () => 'высоте'),
  // "В 3-м каб.".
  wordRule(
    '(?<=\\d-?(?:[ыои]?й|о?(го|м))\\s)каб\\.',
    (match) => `кабинет${match[1] === undefined ? '' : match[1] === 'го' ? 'а' : 'е'}${fullStop(match)}`,
  ),
  // "3-я четв.", "во 2-м полуг.".
  wordRule('(?<=\\d-?(?:ая|ую|я|ю)\\s)четв\\.', (match) => `четверть${fullStop(match)}`),
  wordRule('(?<=\\d-?[оей]?й\\s)четв\\.', (match) => `четверти${fullStop(match)}`),
  wordRule('(?<=\\d-?о?(е|го|му|м)\\s)полуг\\.', (match) => `полугоди${HALF_YEARS[match[1] ?? '']}${fullStop(match)}`),
  // "На 87-й мин.".
  wordRule(
    '(?<=(?<!\\p{L})(на\\s)?\\d{1,3}-?(?:й|ой|ей)\\s)(мин|сек|нед)\\.',
    (match) =>
      `${MOMENTS[match[2] ?? '']}${match[1] === undefined ? 'ы' : 'е'}${fullStop(match)}`.replace('неделы', 'недели'),
    'i',
  ),
  // "Ок. 1955 г.": the number takes its case from the word.
  { pattern: /(?<![\p{L}\p{M}])([Оо])к\.\s?(?=\d)/gu, say: ([, first]) => `${first}коло ` },
  wordRule('(?<=(?<!\\p{L})[Пп]ри\\s)рожд\\.', () => 'рождении'),
  // "Каждый кг".
  wordRule(
    '(?<=(?<!\\p{L})(?:[Кк]аждый|[Зз]а|лишний|этот|последний|первый|один)\\s)(кг|км|см|мм|мл)\\.?',
    (match) => `${UNITS[match[1] ?? '']}${fullStop(match)}`,
  ),
  // "Не в км".
  wordRule(
    '(?<=(?<!\\p{L})[Вв]\\s)(кг|км|см|мм|мл(?!\\.))\\.?(?=[\\s,!?;)]|$)',
    (match) => `${UNITS[match[1] ?? '']}ах${fullStop(match)}`,
  ),
  ...parts.map(([pattern, [one, of, to, within]]) =>
    wordRule(pattern, (match) => {
      const [first = 'nominative', second] = governed(before(match));
      if (second === 'prepositional' || first === 'prepositional') return within;
      if (first === 'dative') return to;
      return first === 'genitive' || second === 'genitive' ? of : one;
    }),
  ),
  wordRule('(?<=(?:\\d-|втор|перв)([яюй]|ая|ую|ой)\\s)пол\\.(?=\\s)', (match) => {
    const isWithin = /(?<!\p{L})(?:в|во)\s\S+\s$/iu.test(before(match));
    return isWithin && /й$/.test(match[1] ?? '') ? 'половине' : HALVES[match[1]?.replace(/^[ау](?=[яю])/, '') ?? ''];
  }),
];
