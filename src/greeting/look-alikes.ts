const LATIN = 'ABCEËHKMOPTXYaceëopxyïÏ';
const CYRILLIC = 'АВСЕЁНКМОРТХУасеёорхуїЇ';

const toCyrillic = new Map(Array.from(LATIN, (letter, index) => [letter, CYRILLIC[index] as string]));
const toLatin = new Map(Array.from(CYRILLIC, (letter, index) => [letter, LATIN[index] as string]));

// The words of one letter that Russian has and Latin letters look like, before a Cyrillic word.
const LONE_LATIN = /(?<![\p{L}\p{N}])[ABCKOYacoyk](?=\s+\p{Script=Cyrillic})/gu;
const MIXED_WORD = /(?=\p{L}*\p{Script=Latin})(?=\p{L}*\p{Script=Cyrillic})\p{L}+/gu;

/**
 * Replaces letters that were typed in the wrong alphabet by the ones that they look like: "Eлена" with a Latin E, or
 * "Аnna" with a Cyrillic А. A word changes only if each of its letters exists in the alphabet that it is read in.
 */
export function readLookAlikes(text: string): string {
  return text.replace(MIXED_WORD, readWord).replace(LONE_LATIN, (letter) => replaced(letter, toCyrillic));
}

function readWord(word: string): string {
  const isAll = (alphabet: RegExp, known: Map<string, string>) =>
    Array.from(word).every((letter) => alphabet.test(letter) || known.has(letter));
  if (isAll(/\p{Script=Cyrillic}/u, toCyrillic)) return replaced(word, toCyrillic);
  if (isAll(/\p{Script=Latin}/u, toLatin)) return replaced(word, toLatin);
  return word;
}

function replaced(word: string, letters: Map<string, string>): string {
  return Array.from(word, (letter) => letters.get(letter) ?? letter).join('');
}
