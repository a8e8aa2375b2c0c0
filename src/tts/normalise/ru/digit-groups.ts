import type { Rule } from '#root/tts/normalise/rules.js';

/** Groups of three digits are one number: "5 000", "1.000.000". */
export const digitGroups: readonly Rule[] = [
  {
    pattern: /(?<![\p{L}\d.,:]|[\p{L}\d]-)\d{1,3}(?:[ \u00A0\u2009\u202F]\d{3})+(?![\d.:]*\d)/gu,
    say: ([number]) => number.replace(/\D/g, ''),
  },
  { pattern: /(?<![\d.,])\d{1,3}(?:\.\d{3}){2,}(?![\d])/gu, say: ([number]) => number.replace(/\D/g, '') },
  { pattern: /(?<![\d.,])\d{1,3}(?:,\d{3}){2,}(?![\d])/gu, say: ([number]) => number.replace(/\D/g, '') },
  { pattern: /(?<![\d.,])\d{1,3}(?:['’]\d{3})+(?![\d])/gu, say: ([number]) => number.replace(/\D/g, '') },
  {
    pattern: /(?<![\d.,])\d{1,3}[.,]\d{3}(?=\s?(?:[₽€$]|руб|р\.|долл|тенге|евро|\p{L}+ов\s))/gu,
    say: ([number]) => number.replace(/\D/g, ''),
  },
  // A list without spaces: "1,2,3".
  {
    pattern: /(?<![\d.,])\d{1,2}(?:,\d{1,2}){2,9}(?![.,]?\d)/gu,
    say: ([list]) => list.replaceAll(',', ', '),
  },
  // No-break and thin spaces are spaces for all rules below.
  { pattern: /[\u00A0\u2000-\u200A\u202F\u205F\u3000]/gu, say: () => ' ' },
];
