/** Input of RHVoice for one text. */
export interface RhvoiceText {
  bytes: Uint8Array;
  /** Returns the index in the original text, in code points, of a position in the bytes. */
  indexAt(position: number): number;
}

// The letters that the Russian voices read, figures, and signs that they pause at or have a word for.
const SPOKEN = /[\p{Script=Cyrillic}\p{Script=Latin}\p{N}\s.,!?;:'"«»„“”’()…—–\-%&+=№$€£₽]|\u0301/u;
const PRONOUNCEABLE = /[\p{Script=Cyrillic}\p{Script=Latin}\p{Nd}]/u;

/**
 * Returns a text without what RHVoice would spell or read out by name, such as emoji and letters of other scripts.
 * Returns undefined if nothing is left to say.
 */
export function rhvoiceText(text: string): RhvoiceText | undefined {
  // A letter with its marks is one, so that "и" with a breve is "й". Only the stress mark is left by itself.
  const letters = text.match(/\P{M}\p{M}*|\p{M}+/gu) ?? [];
  const spoken = letters.map(toSpoken);
  if (!PRONOUNCEABLE.test(spoken.join(''))) return undefined;
  const encoded = spoken.map((letter) => Buffer.from(letter));
  const ends = sums(encoded.map(({ length }) => length));
  const indices = [0, ...sums(letters.map((letter) => Array.from(letter).length))];
  return {
    bytes: Buffer.concat(encoded),
    indexAt: (position) => indices[ends.findIndex((end) => end > position)] ?? indices.at(-1) ?? 0,
  };
}

function toSpoken(letter: string): string {
  const spoken = Array.from(letter.normalize()).filter((each) => SPOKEN.test(each));
  return spoken.join('') || ' ';
}

function sums(numbers: readonly number[]): number[] {
  let sum = 0;
  return numbers.map((number) => {
    sum += number;
    return sum;
  });
}
