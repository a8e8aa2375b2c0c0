import { cardinal } from '#root/tts/normalise/en/cardinal.js';
import { after, before } from '#root/tts/normalise/en/pattern.js';
import { isMeasure } from '#root/tts/normalise/en/years.js';
import type { Rule } from '#root/tts/normalise/rules.js';

const join: Rule['say'] = ([number]) => number.replace(/[^\d]/g, '');

/** Groups of three digits are one number: "1,000,000", "100 000". */
export const digitGroups: readonly Rule[] = [
  {
    pattern: /(?<![\p{L}\d.,])\d{1,3}(?:,\d{3})+(?![\d]|,\d)/gu,
    // Without its comma, "2,026" would be a year.
    say: (match) => (isLikeYear(match) ? cardinal(join(match) ?? '') : join(match)),
  },
  // Indian groups: "12,34,567".
  { pattern: /(?<![\p{L}\d.,])\d{1,2}(?:,\d{2})+,\d{3}(?![\d]|,\d)/gu, say: join },
  {
    pattern: /(?<![\p{L}\d.,:/+-]|[A-Z][a-z]{2,8}\.? )\d{1,3}(?: \d{3})+(?![\d/:]|-\d|[.,]\d{3})/gu,
    say: join,
  },
  { pattern: /(?<![\p{L}\d.,'])\d{1,3}(?:'\d{3})+(?![\d'])/gu, say: join },
  { pattern: /(?<![\p{L}\d.,])\d{1,3}(?:\.\d{3}){2,4}(?![\d]|[.,]\d{3})/gu, say: join },
  // A decimal comma.
  { pattern: /(?<![\d.,])(\d+),(\d{1,2})(?![\d,]|\.\d)/gu, say: ([, whole, part]) => `${whole}.${part}` },
];

function isLikeYear(match: RegExpExecArray): boolean {
  const right = after(match);
  const isAmount =
    /[$€£¥₽₹₴₸₩#] ?$/u.test(before(match)) || /^ ?[$€£¥₽₹₴₸₩%°\p{N}'-]|^[./:]\d|^(?:st|nd|rd|th)/u.test(right);
  return /^[12],\d{3}$/.test(match[0]) && !isAmount && !isMeasure(right) && !/^\p{L}/u.test(right);
}
