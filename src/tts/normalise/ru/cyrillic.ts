import anyAscii from 'any-ascii';
import { capitalised } from '#root/tts/normalise/capital.js';
import { latinWords } from '#root/tts/normalise/ru/latin-words.js';

const LETTERS: Readonly<Record<string, string>> = {
  a: 'эй',
  b: 'би',
  c: 'си',
  d: 'ди',
  e: 'и',
  f: 'эф',
  g: 'джи',
  h: 'эйч',
  i: 'ай',
  j: 'джей',
  k: 'кей',
  l: 'эл',
  m: 'эм',
  n: 'эн',
  o: 'оу',
  p: 'пи',
  q: 'кью',
  r: 'ар',
  s: 'эс',
  t: 'ти',
  u: 'ю',
  v: 'ви',
  w: 'дабл ю',
  x: 'икс',
  y: 'игрек',
  z: 'зет',
};

// Longer spellings come first. One table serves Russian in Latin letters and most foreign words.
const SPELLINGS: readonly (readonly [string, string])[] = [
  ['shch', 'щ'],
  ['tion', 'шн'],
  ['sch', 'ш'],
  ['igh', 'ай'],
  ['sh', 'ш'],
  ['ch', 'ч'],
  ['zh', 'ж'],
  ['kh', 'х'],
  ['ts', 'ц'],
  ['th', 'т'],
  ['ph', 'ф'],
  ['ck', 'к'],
  ['qu', 'кв'],
  ['ee', 'и'],
  ['ea', 'и'],
  ['oo', 'у'],
  ['ou', 'ау'],
  ['ow', 'оу'],
  ['ay', 'ей'],
  ['ya', 'я'],
  ['ja', 'я'],
  ['yu', 'ю'],
  ['yo', 'ё'],
  ['ye', 'е'],
  ['iy', 'ий'],
  ['a', 'а'],
  ['b', 'б'],
  ['c', 'к'],
  ['d', 'д'],
  ['e', 'е'],
  ['f', 'ф'],
  ['g', 'г'],
  ['h', 'х'],
  ['i', 'и'],
  ['j', 'дж'],
  ['k', 'к'],
  ['l', 'л'],
  ['m', 'м'],
  ['n', 'н'],
  ['o', 'о'],
  ['p', 'п'],
  ['q', 'к'],
  ['r', 'р'],
  ['s', 'с'],
  ['t', 'т'],
  ['u', 'у'],
  ['v', 'в'],
  ['w', 'в'],
  ['x', 'кс'],
  ['y', 'и'],
  ['z', 'з'],
];
const bySpelling = new Map(SPELLINGS);
const SPELLING = new RegExp(SPELLINGS.map(([spelling]) => spelling).join('|'), 'g');
const LONG: Readonly<Record<string, string>> = { a: 'ей', i: 'ай', o: 'оу', u: 'ю' };

/** Returns a word of any script in Cyrillic letters, as a Russian would read it aloud. */
export function cyrillicWord(word: string): string {
  const latin = anyAscii(word).replace(/’/g, "'");
  const lower = latin.toLowerCase();
  const known = latinWords.get(lower);
  if (known !== undefined) return cased(known, latin);
  const letters = lower.replace(/[^a-z]/g, '');
  if (letters === '') return '';
  const isAcronym = /^[A-Z]{2,5}$/.test(latin) && (letters.length < 4 || !/[aeiouy]/.test(letters));
  const isSpelled = letters.length === 1 || isAcronym || (letters.length < 5 && !/[aeiouy]/.test(letters));
  if (isSpelled) return Array.from(letters, (letter) => LETTERS[letter] ?? letter).join(' ');
  return cased(sounded(letters), latin);
}

function sounded(letters: string): string {
  return letters
    .replace(
      /([aiou])([bdfgklmnprstvz])e$/,
      (_, vowel: string, consonant: string) => `${LONG[vowel] ?? vowel}${consonant}`,
    )
    .replace(/c(?=[eiy])/g, 's')
    .replace(/^e(?![ae])/, 'э')
    .replace(/(?<=[aeou])y$/, 'й')
    .replace(SPELLING, (spelling) => bySpelling.get(spelling) ?? spelling);
}

function cased(cyrillic: string, latin: string): string {
  return /^[A-Z]/.test(latin) ? capitalised(cyrillic) : cyrillic;
}
