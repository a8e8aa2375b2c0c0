const VALUES: Readonly<Record<string, number>> = { I: 1, V: 5, X: 10 };
const VALID = /^X{0,3}(?:IX|IV|V?I{0,3})$/;

/** Returns the digits of a Roman numeral below 40, or undefined if the letters are none. */
export function readNumeral(numeral = ''): string | undefined {
  if (!VALID.test(numeral) || numeral === '') return undefined;
  const values = Array.from(numeral, (letter) => VALUES[letter] ?? 0);
  return String(values.reduce((sum, value, index) => sum + (value < (values[index + 1] ?? 0) ? -value : value), 0));
}
