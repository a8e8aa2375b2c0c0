import { occasionIn } from '#root/bot/understanding/occasion.js';
import type { GivenName } from '#root/bot/understanding/people/given-name.js';
import { isLink } from '#root/bot/understanding/talk/links.js';
import type { Understood, UnderstoodOrder } from '#root/bot/understanding/understood.js';
import { isWish } from '#root/bot/understanding/wish/formulas.js';
import { capitalised, foldedWords } from '#root/bot/understanding/words.js';
import type { TemplateChoice } from '#root/greeting/occasions.js';

const MOST_WORDS_OF_OCCASION = 4;

/** Reads one kind of message. Returns undefined if the message is of another kind. */
export type Reader = (text: string, templates: readonly TemplateChoice[]) => Understood | undefined;

/** Returns one greeting as far as it is understood. */
export function oneOrder(order: Partial<UnderstoodOrder>): Understood {
  return { kind: 'orders', orders: [{ isNameCertain: false, isCertain: false, ...order }] };
}

/** Returns the greeting for a name and words that are given one after the other. */
export function namedOrder(
  { to, isNameCertain }: GivenName,
  words: string,
  templates: readonly TemplateChoice[],
  isCertain = false,
): UnderstoodOrder {
  const isOnlyOccasion = isOccasionOnly(words, templates);
  // Emoji or a link alone cannot be spoken.
  const said = isOnlyOccasion || foldedWords(words).length === 0 || isLink(words) ? '' : words.trim();
  return {
    to,
    isNameCertain,
    occasion: occasionIn(words, templates),
    words: said === '' ? undefined : capitalised(said),
    isCertain: isCertain && isNameCertain && said !== '',
  };
}

/** Returns whether a text names an occasion and nothing that can be spoken: "день рождения". */
export function isOccasionOnly(text: string, templates: readonly TemplateChoice[]): boolean {
  return (
    occasionIn(text, templates) !== undefined && !isWish(text) && foldedWords(text).length <= MOST_WORDS_OF_OCCASION
  );
}
