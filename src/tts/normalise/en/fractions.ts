import { cardinal, ordinal, plural } from '#root/tts/normalise/en/cardinal.js';
import { before, fullStop, wordRule } from '#root/tts/normalise/en/pattern.js';
import { SIGN, unitNames } from '#root/tts/normalise/en/unit-names.js';
import type { Rule } from '#root/tts/normalise/rules.js';

const WHOLE = '(?:(?<![.,/])(\\d+)[ -])?';
const FRACTION = `${WHOLE}(?<![/.,])(\\d{1,3})[/\u2044](\\d{1,3})(?![/.,]?\\d|/)`;
const THING =
  'cup|hour|mile|pound|teaspoon|tablespoon|day|year|dozen|bottle|glass|inch|acre|century|gallon|minute|second|month';

const PERCENT = { one: 'percent', many: 'percent' };
const INCH = { one: 'inch', many: 'inches' };

/** Fractions: "½", "3/4", "2 1/2", "1 1/2 lbs", "half an hour". */
export const fractions: readonly Rule[] = [
  // Signs in the form of the others: "2½" is "2 1/2".
  {
    pattern: /(?:(?<![\d.,])(\d+) ?)?([½¼¾⅐-⅞])(?=([\p{L}\d])?)/gu,
    say: ([, whole, sign = '', next]) =>
      `${whole === undefined ? '' : `${whole} `}${sign.normalize('NFKC').replace('\u2044', '/')}${next === undefined ? '' : ' '}`,
  },
  // "2 1/4 c. flour".
  { pattern: /(?<=(\d )?\d[/\u2044]\d )c\.(?= \p{Ll})/gu, say: ([, whole]) => (whole === undefined ? 'cup' : 'cups') },
  wordRule(`${FRACTION} ?(${SIGN}|%|in(?=\\.)|"(?=[\\s,;.)]|$))(\\.(?!\\d))?`, (match) => {
    const [, whole, above = '', below = '', sign = '', dot] = match;
    if (!isFraction(above, below) && !isSmall(above, below)) return undefined;
    const stop = dot === undefined ? '' : fullStop(match);
    const { one, many } = unitNames.get(sign) ?? (sign === '%' ? PERCENT : INCH);
    if (whole !== undefined || one === many) return `${inWords(whole, above, below)} ${many}${stop}`;
    // "The 1/2 gal. of milk".
    if (above === '1' && below === '2' && /\b(?:the|an?|my|your|our|this|that) $/i.test(before(match)))
      return `half ${one}${stop}`;
    return `${partOf(above, below, one)} ${one}${stop}`;
  }),
  wordRule(`${FRACTION}(?= (${THING})(?!\\p{L}))`, (match) => {
    const [, whole, above = '', below = '', thing = ''] = match;
    // "A 1/2 cup" has an article already.
    if (whole !== undefined || !isFraction(above, below) || /\ban? $/i.test(before(match))) return undefined;
    return partOf(above, below, thing);
  }),
  wordRule(
    '1/2(?= (?:an?|my|your|our|the|price|off|time|birthday|marathon|term|brother|sister|moon|past)(?!\\p{L}))',
    () => 'half',
  ),
  wordRule('(?<=(?:other|better|first|second|last|back|front|bottom|top) )1/2', () => 'half'),
  wordRule(FRACTION, ([, whole, above = '', below = '']) => {
    if (isFraction(above, below) || (whole !== undefined && isSmall(above, below))) return inWords(whole, above, below);
    if (whole !== undefined) return undefined;
    // "3/3 on birthdays".
    if (above === '0' || (above === below && /^[2367]$/.test(below)))
      return `${cardinal(above)} for ${cardinal(below)}`;
    // "28/30", but "20/20" vision.
    const isScore = /^(?:15|[2-9][05]|[23]00)$/.test(below) && Number(above) > 12 && above !== '20';
    if (below === '100' || below === '10' || (isScore && Number(above) <= Number(below)))
      return `${cardinal(above)} out of ${cardinal(below)}`;
    return `${cardinal(above)} ${isOver(Number(above), Number(below)) ? 'over ' : ''}${cardinal(below)}`;
  }),
];

function isFraction(above: string, below: string): boolean {
  return Number(above) > 0 && Number(above) < Number(below) && Number(below) <= 10;
}

/** Whether it is a part of a measure: "3/16 in", "99 44/100%". */
function isSmall(above: string, below: string): boolean {
  return Number(above) > 0 && Number(above) < Number(below) && /^(?:12|16|20|32|64|100)$/.test(below);
}

/** Whether it is a fraction above one, or a blood pressure. */
function isOver(above: number, below: number): boolean {
  return below <= 12 || (above >= 90 && above < 200 && below >= 50 && below < 110);
}

/** Returns what is said before the name of one thing: "half a", "three quarters of an". */
function partOf(above: string, below: string, thing: string): string {
  const article = /^(?:hour|inch|ounce|acre)/.test(thing) ? 'an' : 'a';
  return above === '1' && below === '2' ? `half ${article}` : `${inWords(undefined, above, below)} of ${article}`;
}

function inWords(whole: string | undefined, above: string, below: string): string {
  if (whole === undefined) return `${cardinal(above)} ${partName(above, below)}`;
  const article = /^8/.test(below) ? 'an' : 'a';
  return `${cardinal(whole)} and ${above === '1' ? article : cardinal(above)} ${partName(above, below)}`;
}

function partName(above: string, below: string): string {
  const name = below === '2' ? 'half' : below === '4' ? 'quarter' : ordinal(below).replace(/^one /, '');
  if (above === '1') return name;
  return name === 'half' ? 'halves' : plural(name);
}
