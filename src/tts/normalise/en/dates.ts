import { cardinal, ordinal, year } from '#root/tts/normalise/en/cardinal.js';
import { MONTH, monthName, wholeMonth } from '#root/tts/normalise/en/months.js';
import { before, fullStop, wordRule } from '#root/tts/normalise/en/pattern.js';
import type { Rule } from '#root/tts/normalise/rules.js';

const DAY = '(0?[1-9]|[12]\\d|3[01])';
const SUFFIX = '(?:st|nd|rd|th)?';
const YEAR = '(?:(?:,? |,|-)((?:1[0-9]|20)\\d{2})(?![\\d:]| ?[ap]\\.?m\\b))?';
const SLASHED = '(?:0?[1-9]|1[0-2])/(?:[12]\\d|3[01]|0?[1-9])';
const NO_MORE = '(?!\\d|[:.,/]\\d| ?%| ?°)';
// Short names of days, which are other words unless they stand in pairs.
const WEEKDAY = 'Mon|Tues?|Weds?|Thu(?:rs?)?|Fri|Sat|Sun';
const JOINT = '(?: ?[-–—&,/] ?| and | to | or |, and |, or )';
const WEEKDAYS = 'Monday Tuesday Wednesday Thursday Friday Saturday Sunday'.split(' ');

// Such numbers have points of their own: "Figure 2.6.10".
const NUMBERED = /(?:Figure|Fig\.|Section|Sec\.|Chapter|Table|Step|Article|Rule|Part|Clause|[Vv]ersion|[Vv]er\.|§) ?$/;

/** Dates: "December 25, 2026", "25 December", "12/05/1990" in the American order, "2026-12-25". */
export const dates: readonly Rule[] = [
  wordRule('M ?[-–] ?F(?=,? \\d)', () => 'Monday to Friday'),
  // "Tu/Th 6-7 a.m.".
  wordRule(
    '(?!M/F)(?:M|Tu?|W|Th|F|Sa|Su)(?:/(?:M|Tu?|W|Th|F|Sa|Su)){1,4}(?=,? (?:\\d|at |from |mornings|evenings|nights|after |classes))',
    ([all]) => {
      const days = all.split('/').map((start) => WEEKDAYS.find((day) => day.startsWith(start)));
      return `${days.slice(0, -1).join(', ')} and ${days.at(-1)}`;
    },
  ),
  // "Mon-Fri", "Tue & Thu", "Oct-Dec".
  wordRule(`(${WEEKDAY})\\.?(?=${JOINT}(?:${WEEKDAY}))`, ([, start = '']) => wholeWeekday(start)),
  wordRule(`(?<=day${JOINT})(${WEEKDAY})(?:\\.(?=[ ,;]))?`, ([, start = '']) => wholeWeekday(start)),
  wordRule(
    `(?<=(?<!\\p{L})(?:[Cc]losed|[Oo]pen|[Oo]n|[Ee]very|[Nn]ext|[Tt]his|[Ll]ast|[Bb]y|[Uu]ntil) )(${WEEKDAY})(?:\\.|(?=[ ,;!?]|$))`,
    (match) => `${wholeWeekday(match[1] ?? '')}${fullStop(match)}`,
  ),
  {
    pattern: /(?<=(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day) ?[-–—] ?(?=\p{Lu}\p{Ll}+day(?!\p{L}))/gu,
    say: () => ' to ',
  },
  // "2/14–2/17".
  {
    pattern:
      /(?<=(?<![\d/])(?:0?[1-9]|1[0-2])\/[0-3]?\d) ?[-–—] ?(?=(?:0?[1-9]|1[0-2])\/(?:[12]\d|3[01]|0?[1-9])(?![/\d]))/gu,
    say: () => ' to ',
  },
  // "Dec 31–Jan 1".
  {
    pattern: new RegExp(`(?<=(?:${MONTH}) \\d{1,2}(?:st|nd|rd|th)?) ?[-–—] ?(?=(?:${MONTH}) \\d)`, 'gu'),
    say: () => ' to ',
  },
  {
    pattern: new RegExp(`(?<![\\p{L}\\d])(${MONTH}) ?[-–—] ?(?=(?:${MONTH})(?!\\p{L}))`, 'gu'),
    say: ([, month = '']) => `${wholeMonth(month)} to `,
  },
  // "Ships Tues.", but "the Sun." and "He sat."
  wordRule('(Tues|Weds|Thurs|Mon|Wed|Thu|Fri)\\.(?=\\s?$|[!?)])', ([, start = '']) => `${wholeWeekday(start)}.`),
  wordRule(
    `(Mon|Tues?|Weds?|Thu|Thurs?|Fri|Sat|Sun)(?:\\.(?=,? \\p{L})|\\.?(?=,? (?:@ ?|at )?(?:${MONTH}|\\d)))`,
    ([, start = '']) => wholeWeekday(start),
  ),
  {
    pattern: new RegExp(
      `(?<![\\p{L}\\d-])(${MONTH})(?: |-(?=\\d{1,2}-\\d{4}))${DAY}${SUFFIX}(?:( ?[-–] ?| & | and (?=\\d{1,2}(?:st|nd|rd|th)?(?:[,.!?;)]|\\s?$)))${DAY}${SUFFIX})?${YEAR}${NO_MORE}`,
      'gu',
    ),
    say: ([, month = '', day = '', link = '', last, inYear]) => {
      const days =
        last === undefined ? ordinal(day) : `${ordinal(day)} ${/[-–]/.test(link) ? 'to' : 'and'} ${ordinal(last)}`;
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
  {
    pattern: new RegExp(
      `(?<=\\b[Ff]rom |\\b[Bb]etween )${DAY}(?= (?:to|and) (?:the )?(?:${DAY}${SUFFIX}|[\\p{Ll}-]{3,20}(?: of)?) (?:of )?(?:${MONTH})(?!\\p{L}))`,
      'gu',
    ),
    say: ([, day = '']) => `the ${ordinal(day)}`,
  },
  // "Jan. '99".
  wordRule(`(${MONTH}) (?=['’]\\d{2}(?!\\d))`, ([, month = '']) => `${wholeMonth(month)} `),
  wordRule(
    `(${MONTH}),? ((?:1\\d|20)\\d{2})(?!\\d|,\\d)`,
    ([, month = '', inYear = '']) => `${wholeMonth(month)} ${year(inYear)}`,
  ),
  wordRule(
    '((?:1\\d|20)\\d{2})([-/.])(0?[1-9]|1[0-2])\\2([12]\\d|3[01]|0?[1-9])(?:T(?=\\d))?',
    ([, inYear = '', , month = '', day = '']) => spoken(month, day, inYear),
  ),
  wordRule(
    '((?:19|20)\\d{2})/(0[1-9]|1[0-2])(?!/)',
    ([, inYear = '', month = '']) => `${monthName(month)} ${year(inYear)}`,
  ),
  wordRule('(\\d{1,2})([/.-])(\\d{1,2})\\2(\\d{4}|\\d{2})(?![/.-]\\d)', (match) => {
    const [, first = '', sign, second = '', inYear = ''] = match;
    if (NUMBERED.test(before(match))) return undefined;
    const isDayFirst = (sign === '.' && Number(second) <= 12) || Number(first) > 12;
    const [month, day] = isDayFirst ? [second, first] : [first, second];
    return sign === '-' && inYear.length < 4 ? undefined : spoken(month, day, inYear);
  }),
  // "Party dates: 5/4, 6/8 and 7/12".
  wordRule(`${SLASHED}(?:(?:,? (?:and|or) |, | & )${SLASHED}){1,6}(?!/| time(?!\\p{L}))`, (match) => {
    const isDate = /(?:dates?|days|nights|weekends|games|shows|meetings|rehearsals)(?: are| on)?:? $/i.test(
      before(match),
    );
    const slashed = /(\d+)\/(\d+)/g;
    const isNoFraction = Array.from(match[0].matchAll(slashed)).some(
      ([, above, below]) => Number(above) > Number(below),
    );
    if (!isDate && !isNoFraction) return undefined;
    return match[0].replace(slashed, (all, month: string, day: string) => spoken(month, day) ?? all);
  }),
  // After such words it is one although it could be a fraction: "on 1/2", "by 12/1", but not "cut by 1/2".
  wordRule(
    '(?<=(?<!\\p{L})((?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,?|starts|begins|ends|on|until|till|since|RSVP|by|before|after|from|due|starting) )(0?[1-9]|1[0-2])/([12]\\d|3[01]|0?[1-9])(?!/| (?:cup|tsp|tbsp|of|inch|mile|hour|price)(?!\\p{L}))',
    ([, word = '', month = '', day = '']) =>
      /^(?:\p{Lu}\p{Ll}+day,?|starts|begins|ends|on|until|till|since|RSVP|due)$/u.test(word) ||
      Number(month) > Number(day) ||
      Number(day) > 12
        ? spoken(month, day)
        : undefined,
  ),
  // A time follows: "brunch 5/10, 10:30".
  wordRule(
    '(0?[1-9]|1[0-2])/([12]\\d|3[01]|0?[1-9])(?=(?:,| at| @) (?:\\d{1,2}:\\d{2}|\\d{1,2} ?[ap]\\.?m))',
    ([, month = '', day = '']) => spoken(month, day),
  ),
  // Without a year it is a date only if it cannot be a fraction.
  wordRule('(0?[1-9]|1[0-2])/(0[1-9]|1[3-9]|2[0-9]|3[01])(?!/| ?(?:in\\.|inch|"))', ([, month = '', day = '']) =>
    spoken(month, day),
  ),
  // More than a whole is hardly ever written so: "home 7/4", but "in 5/4 time", "odds of 7/2".
  wordRule(
    '(?!9/11)(?<!\\d )(?<!\\b(?:odds of|odds|at|was|be|equals|=) )([2-9]|1[0-2])/([1-9]|1[01])(?!/| ?(?:time|odds|of|bed|bath|ba|br|in\\.|inch|")(?!\\p{L}))',
    ([, month = '', day = '']) =>
      Number(month) > Number(day) || day === '11' ? `${monthName(month)} ${ordinal(day)}` : undefined,
  ),
  // An abbreviated month without a day: "from Jan. to Dec.", "in Dec.", "last Sept.".
  {
    pattern:
      /(?<![\p{L}\p{M}])(?:Feb|Apr|Aug|Sept?|Oct|Nov|Dec|(?<=\b(?:[Ff]rom|to|through) )(?:Jan|Mar))\.(?= (?!\d))/gu,
    say: (match) => `${wholeMonth(match[0])}${fullStop(match)}`,
  },
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
