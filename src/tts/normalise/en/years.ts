import { cardinal, plural, twoDigits, year } from '#root/tts/normalise/en/cardinal.js';
import { after, before, isCounting, wordRule } from '#root/tts/normalise/en/pattern.js';
import type { Rule } from '#root/tts/normalise/rules.js';

const YEAR = '(?:1\\d|20)\\d{2}';
const NO_MORE = '(?![\\d%°$€£]|[.,/:]\\d| ?[$€£%°])';
const BEFORE_YEAR =
  /(?:^|[^\p{L}])(?:in|since|of|by|until|till|from|before|after|born|year|years|circa|during|around|summer|spring|fall|autumn|winter|early|late|mid|established|and|to|class|hello|goodbye|welcome|happy|ca?\.)[ ,-]$/iu;

/** Years and decades: "in 2026", "1990s", "the '90s", "1990-2000". */
export const years: readonly Rule[] = [
  wordRule(`(${YEAR}) ?[-–—] ?(${YEAR})(?![-/.,]?\\d)`, ([, first = '', last = '']) =>
    Number(first) < Number(last) ? `${year(first)} to ${year(last)}` : undefined,
  ),
  wordRule('((?:19|20)\\d{2})([-–/])(\\d{2})(?![-/.,]?\\d| ?[%°])', (match) => {
    const [, first = '', sign, last = ''] = match;
    // "2005-12" may be a month.
    const isYear = Number(last) === Number(first.slice(2)) + 1 || (sign !== '/' && Number(last) > 12);
    if (!isYear || Number(last) <= Number(first.slice(2)) || isMeasure(after(match))) return undefined;
    return `${year(first)}${sign === '/' ? ' ' : ' to '}${twoDigits(last)}`;
  }),
  wordRule(
    `((?:1\\d|20)\\d0)'?s ?[-–—] ?'?((?:1\\d|20)?[1-9]0)'?s`,
    ([, first = '', last = '']) => `${plural(year(first))} to ${plural(year(last))}`,
  ),
  wordRule("(?<=the )([1-9][1-9]0)'?s", ([, decade = '']) => plural(cardinal(decade))),
  // "100s of roses", "under-12s".
  wordRule("(\\d{1,4})'?s(?= of )|(?<=(?:under|over)[- ])(\\d{1,2})'?s", ([, many, age]) =>
    age === undefined ? plural(cardinal(many ?? '').replace(/^one /, '')) : plural(cardinal(age)),
  ),
  wordRule(`((?:1\\d|20)\\d0)(?:'?s)`, ([, decade = '']) => plural(year(decade))),
  wordRule(`'?([2-9]0)'?s(?<!\\d's(?= (?:the|an?|my|our|not|just|no|when) ))`, ([, decade = '']) =>
    plural(cardinal(decade)),
  ),
  // Years without their century: "class of '05".
  { pattern: /(?<=(?:^|[\s(-]))'(\d{2})(?![\d'\p{L}])/gu, say: ([, short = '']) => twoDigits(short) },
  wordRule('(\\d{3,4})(?= to (?:\\d{1,4}) ?(?:BCE?|B\\.C\\.))', ([, digits = '']) => year(digits)),
  wordRule(
    '(\\d{1,4}) ?(BCE?|B\\.C\\.(?:E\\.)?|AD|A\\.D\\.|CE)',
    ([, digits = '', era = '']) => `${year(digits)} ${Array.from(era.replace(/\./g, '')).join(' ')}`,
  ),
  wordRule('AD (\\d{1,4})', ([, digits = '']) => `A D ${year(digits)}`),
  {
    pattern: new RegExp(`(?<![\\p{L}\\d.,:/$€£#-]|[$€£#] |No\\. )(${YEAR})${NO_MORE}(?![\\p{L}]|-\\d)`, 'gu'),
    say: (match) => {
      const [digits] = match;
      const isLikely = /^(?:19|20|1[78](?!00))/.test(digits) || BEFORE_YEAR.test(before(match));
      return isLikely &&
        (/\b[Cc]lass of $/.test(before(match)) || !isCounting(after(match))) &&
        !isMeasure(after(match))
        ? year(digits)
        : undefined;
    },
  },
];

/** Whether a unit follows. */
export function isMeasure(right: string): boolean {
  return /^ ?(?:sq\.? ?(?:ft|m|mi|km)|fl\.? oz|kg|g|mg|lbs?|oz|ft|km|cm|mm|mi|m|ml|l|mph|GB|MB|TB|kcal|cal|hz|mhz|USD|EUR|GBP|watts?|W|[gmk]bps|kwh?|mah|hrs?|mins?|pcs|dollar|euro|yd|hp)(?![\p{L}])/iu.test(
    right,
  );
}
