import type { Case } from '#root/bot/understanding/people/cases.js';
import type { Word } from '#root/bot/understanding/words.js';

/** Names that no list has: none, those with a capital, or also any word of a message without capitals. */
export type Unlisted = 'none' | 'capital' | 'any';

/** Where people are read: the words from there on, and how. */
export interface Place {
  words: readonly Word[];
  inCase: Case;
  unlisted: Unlisted;
  /** Whether the word before says that it is a woman, or a man. Absent if nothing says so. */
  isWoman?: boolean;
  /** Whether a title stands before, so that "bill" is a name. */
  isTitled?: boolean;
  /** Whether the message has capitals within, so that a name without one is none. */
  hasCapitals: boolean;
}

/** What was read: names in the nominative, and the index of the next word. */
export interface Reading {
  parts: readonly string[];
  isCertain: boolean;
  next: number;
}

/** Returns whether somebody speaks from there on: "Aunt hope you feel better" names no aunt called Hope. */
export function speaksFrom({ words }: Pick<Place, 'words'>, start: number): boolean {
  return /^(?:you|u|your|we|i|our|my|all)$/i.test(words[start]?.text ?? '');
}
