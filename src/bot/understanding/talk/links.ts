import { foldedWords } from '#root/bot/understanding/words.js';

const LINK =
  /(?:https?|ftp):\/\/\S+|(?<!\p{L})www\.\S+|(?<![\p{L}@.])[\w-]+\.(?:com|ru|org|net|io|me|рф)(?:\/\S*)?(?![\p{L}\w])|^https?$/iu;
const MOST_WORDS_BESIDE = 2;

/** Returns whether a message has a link. */
export function hasLink(text: string): boolean {
  return LINK.test(text);
}

/** Returns whether a message is a link and little else. */
export function isLink(text: string): boolean {
  return hasLink(text) && foldedWords(text.replace(new RegExp(LINK, 'giu'), '')).length <= MOST_WORDS_BESIDE;
}
