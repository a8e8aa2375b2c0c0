import type { Understood } from '#root/bot/understanding/understood.js';
import { foldedWords } from '#root/bot/understanding/words.js';

// In more words than these, a link or a time is a part of what somebody wants to say.
const MOST_WORDS = 3;

/**
 * Returns whether a message can be the words of a greeting for a person who is asked for them: no bare link, time, number,
 * yes or no.
 */
export function isSayable(words: string, meaning: Understood | undefined): boolean {
  const bare: (Understood['kind'] | undefined)[] = ['link', 'time', 'yes', 'no'];
  const isBare = bare.includes(meaning?.kind);
  // Emoji alone are refused later, with the reason.
  return !(isBare && foldedWords(words).length <= MOST_WORDS) && !/^[\s\p{P}]*\p{N}[\s\p{P}\p{N}]*$/u.test(words);
}

/** Returns whether words could also be meant for the bot, so that the card shows them before anything is made of them. */
export function isDoubtful(meaning: Understood | undefined): boolean {
  const clear: (Understood['kind'] | undefined)[] = ['orders', 'batch', 'same', 'thanks', 'unclear', undefined];
  return !clear.includes(meaning?.kind);
}
