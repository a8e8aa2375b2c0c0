import { cardinal, decimal, inPairs, ordinal } from '#root/tts/normalise/en/cardinal.js';
import { wordRule } from '#root/tts/normalise/en/pattern.js';
import type { Rule } from '#root/tts/normalise/rules.js';

const CODE =
  'Room|Rm\\.?|Hwy\\.?|Ste\\.?|Apt\\.?|Apartment|Flight|Route|Highway|Boeing|Airbus|Suite|Unit|Bus|Area|Xbox|Ext\\.?|Extension|Locker|Gate|Cabin|Lot|Troop|Local|Lodge|Bib|Exam|Interstate|I-';

const SCORE = '1[0-6]\\d0|[4-9]\\d0';

const COURSES = 'Econ|Math|Bio|Biology|Chem|Chemistry|Physics|English|French|Spanish|History|Psych|Calc|Art|Music|CS';

/** "21st" in words, and the codes that are read in pairs of digits. */
export const ordinals: readonly Rule[] = [
  // Books of the Bible.
  wordRule(
    '([123])(?= (?:Corinthians|Samuel|Kings|Chronicles|Thessalonians|Timothy|Peter|John) \\d)',
    ([, book = '']) => ['First', 'Second', 'Third'][Number(book) - 1],
  ),
  // "1st–3rd graders".
  wordRule(
    '(\\d{1,3})(?:st|nd|rd|th) ?[-–—] ?(\\d{1,3})(?:st|nd|rd|th)',
    ([, first = '', last = '']) => `${ordinal(first)} to ${ordinal(last)}`,
  ),
  wordRule(
    '(\\d{1,3}(?:,\\d{3})+|\\d+)[- ]?(?:st|nd|rd|th)(s?)',
    ([all, digits = '', many = '']) =>
      /\d (?:st|nd|rd)$/i.test(all) ? undefined : `${ordinal(digits.replace(/,/g, ''))}${many}`,
    'i',
  ),
  wordRule(
    `(?<=(?:${CODE}|${CODE.toLowerCase()})(?: |(?<=I-)))#?(\\d{3,4}|\\d{2}(?=-))(?:-(\\d{3,4}))?(?![-.,:/]\\d)`,
    ([, digits = '', more]) => [digits, more].flatMap((part) => (part === undefined ? [] : [inPairs(part)])).join(' '),
  ),
  // "Route 9W", "I-95N".
  wordRule(
    '(?<=(?:[Rr]oute|[Rr]te\\.?|[Rr]t\\.|[Hh]ighway|[Hh]wy\\.?|US|I)[ -])(\\d{1,3})([NSEWL])',
    ([, digits = '', letter = '']) => `${digits.length < 3 ? cardinal(digits) : inPairs(digits)} ${letter}`,
  ),
  // "1450 on the SAT", "a 1450 SAT".
  wordRule(
    `(${SCORE})(?= (?:out of 1600 )?(?:on|in|for) (?:\\p{L}+ )?P?SATs?(?!\\p{L})| P?SATs?(?!\\p{L}))`,
    ([, digits = '']) => inPairs(digits),
  ),
  wordRule(
    `(?<=(?<!\\p{L})P?SATs?(?: scores?)?:? (?:of |is |was |with |[-–—] )?(?:an? )?)(${SCORE})`,
    ([, digits = '']) => inPairs(digits),
  ),
  // "Parenting 101", "Econ 202".
  wordRule(
    '(?<=(?<!(?:All|Over|Only|Turning|Age|At|Turned|The|And|Happy|With) )(?<=\\p{Lu}\\p{Ll}{2,} ))101(?! (?:and |or )?\\p{Ll}+s(?!\\p{L}))',
    () => 'one oh one',
  ),
  wordRule(`(?<=(?:${COURSES}) )([1-5]\\d{2})`, ([, digits = '']) => inPairs(digits)),
  wordRule('24/7(?:/365)?', ([all]) => (all.length > 4 ? 'twenty-four seven three sixty-five' : 'twenty-four seven')),
  wordRule('9/11', () => 'nine eleven'),
  wordRule('50/50', () => 'fifty fifty'),
  wordRule('(\\d{1,3})/(\\d{1,3})(?= stars)', ([, got = '', best = '']) => `${cardinal(got)} out of ${cardinal(best)}`),
  wordRule(
    '(\\d{1,3}\\.\\d{1,2})/(\\d{1,3}(?:\\.\\d)?)(?![./]?\\d)',
    ([, got = '', best = '']) => `${decimal(got)} out of ${decimal(best)}`,
  ),
  wordRule('(10|100|5)/\\1(?!/)', ([, best = '']) => `${cardinal(best)} out of ${cardinal(best)}`),
];
