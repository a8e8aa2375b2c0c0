import type { Rule } from '#root/tts/normalise/rules.js';

/** Letters in the form that the rules below expect. */
export const plainText: readonly Rule[] = [
  {
    pattern: /(?<![\p{L}\p{M}])[\p{L}\p{M}]{1,60}/gu,
    say: ([word]) => (/[A-Za-z]\p{M}/u.test(word) ? withoutStress(word) : undefined),
  },
  // Raised digits are read as plain ones, except squares and cubes: "10⁵".
  { pattern: /(?<![\p{L}\d)])[²³¹]|[¹⁰⁴-⁹]/gu, say: ([digit]) => ` ${digit.normalize('NFKC')}` },
  { pattern: /[\u00A0\u2000-\u200A\u202F\u205F\u3000]/gu, say: () => ' ' },
  { pattern: /[\u2018\u2019\u02BC\u2032`´]/gu, say: () => "'" },
  { pattern: /\u2033/gu, say: () => '"' },
  { pattern: /[\u2010\u2011]/gu, say: () => '-' },
  // Repeated signs are one.
  { pattern: /[!?]{2,}/gu, say: ([marks]) => (marks.includes('?') ? '?' : '!') },
  { pattern: /\.{4,}/gu, say: () => '...' },
];

/** A mark that is an accent stays ("café", "María"), one that only shows the stress is left out ("re\u0301cord"). */
function withoutStress(word: string): string {
  const isAccent = /^\p{Lu}|e\u0301e?s?$/u.test(word);
  return (isAccent ? word : word.replace(/(?<=[aeiouyAEIOUY])\u0301/g, '')).normalize('NFC');
}

/** Letters that are only drawn out: "sooooo" is "soo". */
export const stretched: readonly Rule[] = [
  {
    pattern: /(\p{Ll})\1{2,}|(\p{Lu})\2{3,}/gu,
    say: ([, small, capital]) => (small ?? capital ?? '').repeat(2),
  },
];
