import { anyOf } from '#root/bot/understanding/patterns.js';
import { topicOf } from '#root/bot/understanding/talk/questions.js';
import type { Understood } from '#root/bot/understanding/understood.js';
import { fold, foldedWords } from '#root/bot/understanding/words.js';

// In more words than these, a link or a time is a part of what somebody wants to say.
const MOST_WORDS = 3;

/**
 * Returns whether a message can be the words of a greeting for a person who is asked for them: no bare link, time, number,
 * yes or no.
 */
export function isSayable(words: string, meaning: Understood | undefined): boolean {
  const bare: (Understood['kind'] | undefined)[] = ['link', 'time', 'yes', 'no'];
  const isBare = bare.includes(meaning?.kind);
  if (ASKS_FOR_WORDS.test(fold(words)) && foldedWords(words).length <= MOST_WORDS_ASKED) return false;
  // Emoji alone are refused later, with the reason.
  return !(isBare && foldedWords(words).length <= MOST_WORDS) && !/^[\s\p{P}]*\p{N}[\s\p{P}\p{N}]*$/u.test(words);
}

// A request for words is none to say.
const ASKS_FOR_WORDS = new RegExp(
  `^${anyOf(`
    напиши(?:те)? придумай(?:те)? сочини(?:те)? выбери(?:те)? подбери(?:те)? сам(?:а|и)?_(?:придумай|напиши|выбери)* что[_-]нибудь
    что_угодно на_тво[йе]* на_ваш* не_знаю не_важно любые any anything whatever you_choose you_decide surprise_me idk
    i_don'?t_know write_(?:something|it|me|a) make_(?:it|something) come_up_with pick_(?:one|something)`)}`,
  'u',
);
const MOST_WORDS_ASKED = 6;

// In more words, a question may be asked of the person who is greeted.
const MOST_WORDS_TO_BOT = 5;

/** Returns whether a message can only be meant for the bot: a command, or a short question about the bot or a video. */
export function isToBot(words: string, meaning: Understood | undefined): boolean {
  if (meaning?.kind === 'question')
    return topicOf(words) !== undefined && foldedWords(words).length <= MOST_WORDS_TO_BOT;
  return meaning?.kind === 'command' || meaning?.kind === 'cancel';
}

/** Returns whether words could also be meant for the bot, so that the card shows them before anything is made of them. */
export function isDoubtful(meaning: Understood | undefined): boolean {
  const clear: (Understood['kind'] | undefined)[] = ['orders', 'batch', 'same', 'thanks', 'unclear', undefined];
  return !clear.includes(meaning?.kind);
}
