import { cardinal, decimal, digitByDigit, inPairs, plural } from '#root/tts/normalise/en/cardinal.js';
import { after, before, NUMBER, wordRule } from '#root/tts/normalise/en/pattern.js';
import type { Rule } from '#root/tts/normalise/rules.js';

/** Numbers that no other rule has taken. */
export const numbers: readonly Rule[] = [
  // "The big 4-0".
  wordRule(
    '(?<=[Bb]ig |[Tt]urn(?:ing|s|ed)? |[Hh]it(?:ting|s)? )([2-9])-(\\d)(?![-\\d])',
    ([, tens = '', ones = '']) => `${cardinal(tens)} ${ones === '0' ? 'oh' : cardinal(ones)}`,
  ),
  // The sets of a match: "6-4, 3-6, 7-5".
  wordRule('\\d{1,2}-\\d{1,2}(?:(?:,? and|,|;) \\d{1,2}-\\d{1,2}){1,4}(?![-–\\d]|[.,:/]\\d)', ([all]) => {
    const isScore = Array.from(all.matchAll(/(\d+)-(\d+)/g)).some(([, first, last]) => Number(first) >= Number(last));
    return isScore ? all.replace(/(\d+)-(\d+)/g, (_, first: string, last: string) => `${first} ${last}`) : undefined;
  }),
  {
    pattern: /(?<=(?<!\p{L})[WLT] )(\d{1,3})[-–](\d{1,3})(?![-–\d])/gu,
    say: ([, ours, theirs]) => `${ours} ${theirs}`,
  },
  // "Lunch, 12–1", but "won 12-1".
  wordRule('(1[0-2]) ?[-–] ?([1-6])(?![-–\\d]|[.,:/]\\d)', (match) =>
    SCORED.test(before(match)) ? undefined : `${cardinal(match[1] ?? '')} to ${cardinal(match[2] ?? '')}`,
  ),
  // "24 HRs".
  { pattern: /(?<=\d )HRs(?!\p{L})/gu, say: () => 'home runs' },
  // An average in baseball: "hit .312".
  wordRule(
    '(?<=(?<!\\p{L})(?:[Bb]at(?:s|ted|ting)?|[Hh]it(?:s|ting)?|average(?: of)?) )\\.([1-4]\\d\\d)|\\.([1-4]\\d\\d)(?= (?:avg\\.|average|batting|hitter|season)(?!\\p{L}))',
    ([, after, digits = '']) => inPairs(after ?? digits),
  ),
  // "5-10 minutes" is a span, "3-2" is a score.
  {
    pattern: new RegExp(`(?<![\\p{L}\\d.,-])(${NUMBER}) ?[-–—] ?(${NUMBER})(?![\\d-]|\\.\\d)`, 'gu'),
    say: (match) => {
      const [all, first = '', last = ''] = match;
      const isSpan = Number(first) < Number(last) || /\bfrom $/i.test(before(match));
      if (!isSpan && /\s/.test(all)) return undefined;
      return `${decimal(first)}${isSpan ? ' to ' : ' '}${decimal(last)}${gapAfter(match)}`;
    },
  },
  // "An 18k ring".
  {
    pattern:
      /(?<=(?<!\d)(?:9|10|14|18|22|24))[ -]?[kK](?=(?:[ -]\p{Ll}{2,12}){0,2}[ -](?:gold|heart|ring|chain|bracelet|necklace|pendant|earrings|band|watch|locket)s?(?!\p{L}))/gu,
    say: () => ' karat',
  },
  // "100k views", "1.5M followers", but "a 10K run" and "a 4K screen".
  {
    pattern: new RegExp(
      `(?<![\\p{L}\\d.]|\\b(?:[Aa]|[Yy]our|[Mm]y|[Tt]he|[Rr]an|[Rr]un|first) )(${NUMBER})([kKM])(?= (?!(?:at|in|on|and|with|for|was|is|this|together|run|runs|runner|race|walk|TV|video|screen|gold)(?!\\p{L}))\\p{Ll})`,
      'gu',
    ),
    say: ([, number = '', power]) => `${decimal(number)} ${power === 'M' ? 'million' : 'thousand'}`,
  },
  // American postcodes: "MO 63101".
  { pattern: /(?<=(?<!\p{L})(?:[A-Z]{2}|D C) )\d{5}(?!\d)/gu, say: ([code]) => digitByDigit(code) },
  // "B-17s", "the 747s".
  {
    pattern: /(?<=(?<!\p{L})\p{Lu}-?|[Tt]he )(\d{1,3})s(?!\p{L})/gu,
    say: (match) => `${gapBefore(match)}${plural(cardinal(match[1] ?? ''))}`,
  },
  // "Order A-1047".
  { pattern: /(?<=(?<!\p{L})\p{Lu}{1,3}-)\d{4}(?![\p{L}\d-]|[.,]\d)/gu, say: ([digits]) => inPairs(digits) },
  { pattern: /(?<![\p{L}\p{M}\d.)\-−])[-−](?=\.?\d)|(?<=\p{L} )–(?=\d)/gu, say: () => 'minus ' },
  // Versions and the like: "1.2.3".
  {
    pattern: /(?<![\d.])(\d{1,4}(?:\.\d{1,4}){2,4})(?![\d]|\.\d)/gu,
    say: (match) => `${gapBefore(match)}${match[0].split('.').map(cardinal).join(' point ')}${gapAfter(match)}`,
  },
  {
    pattern: /(?<![\d])\.?(?<!\p{L}\.)\d+(?:\.\d+)?/gu,
    say: (match) => `${gapBefore(match)}${decimal(match[0])}${gapAfter(match)}`,
  },
  // Digits of other scripts.
  { pattern: /\p{Nd}/gu, say: ([digit]) => ` ${cardinal(String(digitOf(digit)))} ` },
];

const SCORED =
  /\b(?:w[io]n|wins|lost|loss|beat|scored?|up|down|led|leads?|victory|final|over|series|record|games?|went|set|match|ahead|finished|season|vote)\b|\p{Lu}\p{Ll}+ $/iu;

/** A letter next to a digit is a word of its own: "A5", "3D". */
const gapBefore = (match: RegExpExecArray) => (/[\p{L}\p{M}]$/u.test(before(match)) ? ' ' : '');
const gapAfter = (match: RegExpExecArray) =>
  /^ish(?!\p{L})/u.test(after(match)) ? '-' : /^\p{L}/u.test(after(match)) ? ' ' : '';

/** Returns the value of a decimal digit of any script: each script has ten of them in a row. */
function digitOf(digit: string): number {
  let code = digit.codePointAt(0) ?? 0;
  const last = code;
  while (last - code < 9 && /\p{Nd}/u.test(String.fromCodePoint(code - 1))) code -= 1;
  return (last - code) % 10;
}
