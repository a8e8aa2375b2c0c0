import { toCardinal, toOrdinal } from 'n2words/en-US';

// Longer numbers are codes, which are read digit by digit.
const LONGEST = 15;
const DIGITS = 'zero one two three four five six seven eight nine'.split(' ');

/** Returns digits one by one: "zero one five". */
export function digitByDigit(digits: string): string {
  return Array.from(digits, (digit) => DIGITS[Number(digit)]).join(' ');
}

/** Returns the words of an integer of any length. If it begins with a zero, its digits are read one by one. */
export function cardinal(digits: string): string {
  if (digits === '007') return 'double oh seven';
  return digits.length > LONGEST || /^0\d/.test(digits) ? digitByDigit(digits) : toCardinal(digits);
}

/** Returns "twenty-first" for "21". */
export function ordinal(digits: string): string {
  return digits.length > LONGEST || Number(digits) === 0 ? `${cardinal(digits)}th` : toOrdinal(Number(digits));
}

/** Returns the words of "3", "3.5" or ".5". */
export function decimal(number: string): string {
  const [whole = '', part] = number.split('.');
  const point = part === undefined ? [] : ['point', digitByDigit(part)];
  return [...(whole === '' ? [] : [cardinal(whole)]), ...point].join(' ');
}

/** Returns a number of two digits after others: "oh five", "thirty". */
export function twoDigits(digits: string): string {
  return digits.startsWith('0') ? `oh ${cardinal(digits.slice(1))}` : cardinal(digits);
}

/** Returns a number in pairs of digits, as years, rooms and routes are read: "nineteen oh five", "seven forty-seven". */
export function inPairs(digits: string): string {
  if (digits.length < 3) return cardinal(digits);
  const [head, tail] = [digits.slice(0, -2), digits.slice(-2)];
  if (/^\d0$/.test(head) && tail.startsWith('0')) return cardinal(digits);
  return tail === '00' ? `${cardinal(head)} hundred` : `${cardinal(head)} ${twoDigits(tail)}`;
}

/** Returns "twenty twenty-six" for "2026", "two thousand seven" for "2007". */
export function year(digits: string): string {
  return digits.length === 4 && !/^[1-9]00/.test(digits) ? inYears(digits) : cardinal(digits);
}

function inYears(digits: string): string {
  const [head, tail] = [digits.slice(0, 2), digits.slice(2)];
  return tail === '00' ? `${cardinal(head)} hundred` : `${cardinal(head)} ${twoDigits(tail)}`;
}

/** Returns the plural of a number in words: "nineties", "hundreds", "sixes". */
export function plural(words: string): string {
  if (words.endsWith('y')) return `${words.slice(0, -1)}ies`;
  return /(?:x|s)$/.test(words) ? `${words}es` : `${words}s`;
}

/** Returns the letters as they are named one by one: "U S A". */
export function letters(word: string): string {
  return Array.from(word.replace(/[^\p{L}\d]/gu, '')).join(' ');
}
