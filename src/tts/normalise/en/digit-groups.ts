import type { Rule } from '#root/tts/normalise/rules.js';

const join: Rule['say'] = ([number]) => number.replace(/[^\d]/g, '');

/** Groups of three digits are one number: "1,000,000", "100 000". */
export const digitGroups: readonly Rule[] = [
  { pattern: /(?<![\p{L}\d.,])\d{1,3}(?:,\d{3})+(?![\d]|,\d)/gu, say: join },
  {
    pattern: /(?<![\p{L}\d.,:/+-]|[A-Z][a-z]{2,8}\.? )\d{1,3}(?: \d{3})+(?![\d/:]|[.,-]\d)/gu,
    say: join,
  },
  // A decimal comma.
  { pattern: /(?<![\d.,])(\d+),(\d{1,2})(?![\d,]|\.\d)/gu, say: ([, whole, part]) => `${whole}.${part}` },
];
