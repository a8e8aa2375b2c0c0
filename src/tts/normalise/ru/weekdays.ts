import { asCapital } from '#root/tts/normalise/capital.js';
import { before, fullStop, wordRule } from '#root/tts/normalise/ru/pattern.js';
import type { Rule } from '#root/tts/normalise/rules.js';

// Days of the week by their abbreviations.
const days: Readonly<Record<string, string>> = {
  пн: 'понедельник',
  вт: 'вторник',
  ср: 'среда',
  чт: 'четверг',
  пт: 'пятница',
  сб: 'суббота',
  вс: 'воскресенье',
};

const FROM: Readonly<Record<string, string>> = {
  пн: 'понедельника',
  вт: 'вторника',
  ср: 'среды',
  чт: 'четверга',
  пт: 'пятницы',
  сб: 'субботы',
  вс: 'воскресенья',
};

const DAY = `(?:${Object.keys(days).join('|')})\\.?`;

const NAME = '(?:пн|вт|ср|чт|пт|сб|вс)(?!\\p{L})\\.?';

/** Days of the week: "пн–пт", "в сб", "вс: до 15:00". */
export const weekdays: readonly Rule[] = [
  // "Пн, ср, пт с 14 до 16".
  wordRule(
    `${NAME}(?:,\\s${NAME}){1,6}(?:\\sи\\s${NAME})?`,
    (match) => {
      const left = before(match);
      if (/(?<!\p{L})по\s$/iu.test(left)) return undefined;
      const named = match[0].replace(
        /\p{L}{2}\.?(?!\p{L})/gu,
        (day) => days[day.toLowerCase().replace('.', '')] ?? day,
      );
      const asked = /(?<!\p{L})в\s$/iu.test(left) ? named.replace(/а(?![\p{L}])/gu, 'у') : named;
      return `${asCapital(match[0], asked)}${fullStop(match)}`;
    },
    'i',
  ),
  wordRule(
    '(пн|вт|ср|чт|пт|сб|вс)\\.?\\s?([-–—])\\s?(пн|вт|ср|чт|пт|сб|вс)\\.?',
    (match) => {
      const [, first = '', , second = ''] = match;
      const named = `${days[first.toLowerCase()]} — ${days[second.toLowerCase()]}`;
      return /(?<!\p{L})в\s$/iu.test(before(match)) ? named.replace(/а(?=\s|$)/g, 'у') : named;
    },
    'i',
  ),
  wordRule('(пн|вт|ср|чт|пт|сб|вс)\\.?\\sи\\s(пн|вт|ср|чт|пт|сб|вс)\\.?(?=[\\s,—:]|$)', (match) => {
    const named = `${days[match[1] ?? '']} и ${days[match[2] ?? '']}${fullStop(match)}`;
    return /(?<!\p{L})в\s$/iu.test(before(match))
      ? named.replace(/а(?=\s|$)/g, 'у')
      : /(?<!\p{L})по\s$/iu.test(before(match))
        ? undefined
        : named;
  }),
  wordRule(
    `(?<=(?<!\\p{L})(?:[Дд]о|[Пп]осле|[Оо]т|[Кк]роме)\\s)(${DAY})(?=[\\s,!?:]|$)`,
    (match) => `${FROM[match[1]?.replace('.', '') ?? '']}${fullStop(match)}`,
  ),
  wordRule('(?<=(?<!\\p{L})[Бб]ез\\s)вых\\.', (match) => `выходных${fullStop(match)}`),
  wordRule('вых\\.?(?=\\s?(?:$|[,;.)]))', (match) => `выходной${fullStop(match)}`),
  // "С пн. по пт.".
  wordRule(`(?<=(?<!\\p{L})[Сс]о?\\s)(${DAY})(?=\\s(?:по|до)\\s)`, ([, day = '']) => FROM[day.replace('.', '')]),
  wordRule(
    `(?<=(?<!\\p{L})[Сс]о?\\s(?:${Object.values(FROM).join('|')})\\sпо\\s)(${DAY})(?=[\\s,!?:.]|$)`,
    (match) => `${(days[match[1]?.replace('.', '') ?? ''] ?? '').replace(/а$/, 'у')}${fullStop(match)}`,
  ),
  // "По вт. и чт.".
  wordRule(`(?<=(?<!\\p{L})[Пп]о\\s(?:${DAY}(?:,|\\sи)\\s){0,4})(${DAY})(?=[\\s,!?:]|$)`, (match) => {
    const day = days[match[1]?.replace('.', '') ?? ''] ?? '';
    return `${day.replace(/[ае]$/, '')}${day.endsWith('е') ? 'ям' : 'ам'}${fullStop(match)}`;
  }),
  // "в пт", "сб: до 15:00", "пн, ср".
  wordRule('(?<=(?<!\\p{L})[Вв]о?\\s)(пн|вт|ср|чт|пт|сб|вс)\\.?(?=[\\s,!?:]|$)', (match) => {
    const day = days[match[1] ?? ''] ?? '';
    return `${day.replace(/а$/, 'у')}${fullStop(match)}`;
  }),
  // "30 янв., пт, 19:00", "9 мая (сб)".
  wordRule(
    '(?<=[,(]\\s?)(пн|вт|ср|чт|пт|сб|вс)\\.?(?=[,)]|\\s(?:в\\s)?\\d)|(пн|вт|ср|чт|пт|сб|вс)\\.?(?=\\sв\\s(?:\\d|\\p{Ll}))',
    ([, day, other = '']) => days[day ?? other],
  ),
  wordRule(
    '(пн|вт|чт|пт|сб|вс)\\.?(?=\\s?[—–:-]\\s?(?:\\d|с\\s|до\\s|выходной)|,\\s(?:пн|вт|ср|чт|пт|сб|вс)(?!\\p{L}))',
    ([, day = '']) => days[day.toLowerCase()],
    'i',
  ),
];
