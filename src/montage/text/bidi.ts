import createBidi from 'bidi-js';
import { drawable } from '#root/montage/text/drawable.js';

/** A part of a line in one direction. */
export interface VisualPart<Word> {
  /** Word that the part belongs to; undefined for a space. */
  word: Word | undefined;
  /** Text in reading order. */
  text: string;
  isRightToLeft: boolean;
}

// The package's types are those of an ES module, its code is CommonJS.
const bidi = (createBidi as unknown as typeof createBidi.default)();

/** Returns whether a text is read from right to left: its first letter decides. */
export function isRightToLeft(text: string): boolean {
  return bidi.getEmbeddingLevels(drawable(text).replace(/\s+/gu, ' ')).paragraphs[0]?.level === 1;
}

/**
 * Returns the parts of a line in their order from left to right.
 * @param line words in reading order, each with the space before it
 * @param rightToLeft whether the whole text is read from right to left
 */
export function visualOrder<Word extends { text: string }>(
  line: readonly { word: Word; space: string }[],
  rightToLeft: boolean,
): VisualPart<Word>[] {
  const text = line.map(({ word, space }) => space + word.text).join('');
  const wordAt = line.flatMap(({ word, space }) => [
    ...Array<undefined>(space.length).fill(undefined),
    ...Array<Word>(word.text.length).fill(word),
  ]);
  const embedding = bidi.getEmbeddingLevels(text, rightToLeft ? 'rtl' : 'ltr');
  const parts: { from: number; to: number; level: number }[] = [];
  for (const index of bidi.getReorderedIndices(text, embedding)) {
    const level = embedding.levels[index] ?? 0;
    const last = parts.at(-1);
    const continues = last !== undefined && last.level === level && wordAt[last.from] === wordAt[index];
    if (continues && index === last.to) last.to = index + 1;
    else if (continues && index === last.from - 1) last.from = index;
    else parts.push({ from: index, to: index + 1, level });
  }
  return parts.map(({ from, to, level }) => ({
    word: wordAt[from],
    text: text.slice(from, to),
    isRightToLeft: level % 2 === 1,
  }));
}
