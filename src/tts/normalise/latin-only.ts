import anyAscii from 'any-ascii';
import type { Rule } from '#root/tts/normalise/rules.js';

/** Words of all scripts in Latin letters without accents, for a voice that reads no others: "Анна" is "Anna". */
export const latinOnly: readonly Rule[] = [
  // Soft signs and the like become apostrophes, which a voice would pause at.
  { pattern: /(?:(?!\p{ASCII})[\p{L}\p{M}\p{N}])+/gu, say: ([word]) => anyAscii(word).replace(/['"`]/g, '') },
];
