const LATIN = 'ABCEËHKMOPTXYaceëopxyïÏ';
const CYRILLIC = 'АВСЕЁНКМОРТХУасеёорхуїЇ';

const toCyrillic = new Map(Array.from(LATIN, (letter, index) => [letter, CYRILLIC[index] as string]));
const toLatin = new Map(Array.from(CYRILLIC, (letter, index) => [letter, LATIN[index] as string]));

// The words of one letter that Russian has and Latin letters look like, before a Cyrillic word.
const LONE_LATIN = /(?<![\p{L}\p{N}])[ABCKOYacoyk](?=\s+\p{Script=Cyrillic})/gu;
const WORD = /\p{L}+/gu;
const IS_LATIN = /\p{Script=Latin}/u;
const IS_CYRILLIC = /\p{Script=Cyrillic}/u;

/**
 * Replaces letters that were typed in the wrong alphabet by the ones that they look like: "Eлена" with a Latin E, or
 * "Аnna" with a Cyrillic А. A word changes only if each of its letters exists in the alphabet that it is read in.
 */
export function readLookAlikes(text: string): string {
  return text.replace(WORD, readWord).replace(LONE_LATIN, (letter) => replaced(letter, toCyrillic));
}

function readWord(word: string): string {
  if (!IS_LATIN.test(word) || !IS_CYRILLIC.test(word)) return word;
  const isAll = (alphabet: RegExp, known: Map<string, string>) =>
    Array.from(word).every((letter) => alphabet.test(letter) || known.has(letter));
  if (isAll(IS_CYRILLIC, toCyrillic)) return replaced(word, toCyrillic);
  if (isAll(IS_LATIN, toLatin)) return replaced(word, toLatin);
  return word;
}

function replaced(word: string, letters: Map<string, string>): string {
  return Array.from(word, (letter) => letters.get(letter) ?? letter).join('');
}
