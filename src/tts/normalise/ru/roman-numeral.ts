import { romanValue } from '#root/tts/normalise/roman-value.js';

const VALID = /^X{0,3}(?:IX|IV|V?I{0,3})$/;

/** Returns the digits of a Roman numeral below 40, or undefined if the letters are none. */
export function readNumeral(numeral = ''): string | undefined {
  if (!VALID.test(numeral) || numeral === '') return undefined;
  return romanValue(numeral);
}
