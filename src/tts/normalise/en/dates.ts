import { cardinal, ordinal, year } from '#root/tts/normalise/en/cardinal.js';
import { MONTH, monthName, wholeMonth } from '#root/tts/normalise/en/months.js';
import { before, fullStop, wordRule } from '#root/tts/normalise/en/pattern.js';
import type { Rule } from '#root/tts/normalise/rules.js';

const DAY = '(0?[1-9]|[12]\\d|3[01])';
const SUFFIX = '(?:st|nd|rd|th)?';
const YEAR = '(?:(?:,? |-)((?:1[0-9]|20)\\d{2})(?![\\d:]| ?[ap]\\.?m\\b))?';
const NO_MORE = '(?![\\d:]|[.,/]\\d| ?%| ?°)';
// Short names of days, which are other words unless they stand in pairs.
const WEEKDAY = 'Mon|Tues?|Weds?|Thu(?:rs?)?|Fri|Sat|Sun';
const JOINT = '(?: ?[-–—&,/] ?| and | to | or )';
const WEEKDAYS = 'Monday Tuesday Wednesday Thursday Friday Saturday Sunday'.split(' ');

/** Dates: "December 25, 2026", "25 December", "12/05/1990" in the American order, "2026-12-25". */
export const dates: readonly Rule[] = [
  // "Mon-Fri", "Tue & Thu", "Oct-Dec".
  wordRule(`(${WEEKDAY})\\.?(?=${JOINT}(?:${WEEKDAY}))`, ([, start = '']) => wholeWeekday(start)),
  wordRule(`(?<=day${JOINT})(${WEEKDAY})`, ([, start = '']) => wholeWeekday(start)),
  {
    pattern: /(?<=(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day) ?[-–—] ?(?=\p{Lu}\p{Ll}+day(?!\p{L}))/gu,
    say: () => ' to ',
  },
  {
    pattern: new RegExp(`(?<![\\p{L}\\d])(${MONTH}) ?[-–—] ?(?=(?:${MONTH})(?!\\p{L}))`, 'gu'),
    say: ([, month = '']) => `${wholeMonth(month)} to `,
  },
  wordRule(`(Mon|Tues?|Wed|Thu|Thurs?|Fri|Sat|Sun)(?:\\.(?=,? \\p{L})|\\.?(?=,? (?:${MONTH}|\\d)))`, ([, start = '']) =>
    wholeWeekday(start),
  ),
  {
    pattern: new RegExp(
      `(?<![\\p{L}\\d-])(${MONTH}) ${DAY}${SUFFIX}(?: ?[-–] ?${DAY}${SUFFIX})?${YEAR}${NO_MORE}`,
      'gu',
    ),
    say: ([, month = '', day = '', last, inYear]) => {
      const days = last === undefined ? ordinal(day) : `${ordinal(day)} to ${ordinal(last)}`;
      return `${wholeMonth(month)} ${days}${ofYear(inYear)}`;
    },
  },
  {
    pattern: new RegExp(
      `(?<![\\p{L}\\d.,:/$£€-])(?:${DAY}${SUFFIX} ?[-–] ?)?${DAY}${SUFFIX}(?: of)?[ -](${MONTH})(?![\\p{L}\\d])${YEAR}`,
      'gu',
    ),
    say: (match) => {
      const [, first, day = '', month = '', inYear] = match;
      const the = /\b(?:the|happy|every|each|next|last|this|my|our|your|his|her|their) $/i.test(before(match))
        ? ''
        : 'the ';
      const stop = inYear === undefined ? fullStop(match) : '';
      const days = first === undefined ? ordinal(day) : `${ordinal(first)} to the ${ordinal(day)}`;
      return `${the}${days} of ${wholeMonth(month)}${ofYear(inYear)}${stop}`;
    },
  },
  wordRule(
    `(${MONTH}),? ((?:1\\d|20)\\d{2})(?!\\d|,\\d)`,
    ([, month = '', inYear = '']) => `${wholeMonth(month)} ${year(inYear)}`,
  ),
  wordRule(
    '(\\d{4})[-/.](0[1-9]|1[0-2])[-/.](0[1-9]|[12]\\d|3[01])(?:T(?=\\d))?',
    ([, inYear = '', month = '', day = '']) => spoken(month, day, inYear),
  ),
  wordRule(
    '(\\d{1,2})([/.-])(\\d{1,2})\\2(\\d{4}|\\d{2})(?![/.-]\\d)',
    ([, first = '', sign, second = '', inYear = '']) => {
      const isDayFirst = sign === '.' || Number(first) > 12;
      const [month, day] = isDayFirst ? [second, first] : [first, second];
      return sign === '-' && inYear.length < 4 ? undefined : spoken(month, day, inYear);
    },
  ),
  // Without a year it is a date only if it cannot be a fraction.
  wordRule('(0?[1-9]|1[0-2])/(0[1-9]|1[3-9]|2[0-9]|3[01])(?!/)', ([, month = '', day = '']) => spoken(month, day)),
  // An abbreviated month without a day: "in Dec.", "last Sept.".
  {
    pattern:
      /(?<=\b(?:in|since|until|till|by|last|next|this|early|late|of) )(?:Jan|Feb|Apr|Aug|Sept?|Oct|Nov|Dec)(?:\.|(?![\p{L}\d]))/gu,
    say: (match) => `${wholeMonth(match[0])}${fullStop(match)}`,
  },
];

function wholeWeekday(start: string): string | undefined {
  return WEEKDAYS.find((day) => day.startsWith(start.slice(0, 3)));
}

function spoken(month: string, day: string, inYear?: string): string | undefined {
  const name = monthName(month);
  if (name === undefined || Number(day) > 31 || Number(day) === 0) return undefined;
  return `${name} ${ordinal(String(Number(day)))}${ofYear(inYear)}`;
}

function ofYear(digits: string | undefined): string {
  if (digits === undefined) return '';
  if (digits.length === 4) return `, ${year(digits)}`;
  return `, ${Number(digits) < 40 ? year(`20${digits}`) : `nineteen ${cardinal(digits)}`}`;
}
