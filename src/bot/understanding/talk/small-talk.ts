import { hasLink, isLink } from '#root/bot/understanding/talk/links.js';
import { readPhrase } from '#root/bot/understanding/talk/phrases.js';
import { isQuestion, isQuestionToBot } from '#root/bot/understanding/talk/questions.js';
import { saysTime } from '#root/bot/understanding/talk/times.js';
import type { SmallTalk } from '#root/bot/understanding/understood.js';
import { fold, foldedWords } from '#root/bot/understanding/words.js';

// Thanks for what the bot has made, not for what a person has done.
const THANKED =
  /^(?:\p{L}+[ ,!]+){0,2}?(?:спасиб|благодар|thank)[^:：]*(?:за (?:видео|поздравлен|ролик|открытк)|понрави|в восторге|for the (?:video|greeting|card)|(?:loved|liked) it|works|worked)[^:：]*$/u;

// Words that mean this only together.
const NEVER_MIND =
  /^(?:нет,? |no,? |oh,? )?(?:(?:уже |больше )?не (?:надо|нужно|хочу)(?: уже| больше)?|never mind|forget (?:it|that)|no need|i don't want (?:it|this)(?: anymore)?)[\s.!)]*$/u;

const HOW_ARE_YOU = /^(?:\p{L}+[ ,!]+)?(?:how are (?:you|u)|how's it going|как (?:ты|дела|жизнь|сам))[\s?!.)]*$/u;

/** Returns the kind of a message that is small talk, whatever else it says. */
export function readSmallTalk(text: string): SmallTalk | undefined {
  if (foldedWords(text).length === 0) return 'emoji';
  if (/^\/\S/.test(text)) return 'command';
  if (THANKED.test(fold(text))) return 'thanks';
  if (HOW_ARE_YOU.test(fold(text))) return 'hello';
  if (NEVER_MIND.test(fold(text))) return 'cancel';
  return readPhrase(text) ?? (isQuestionToBot(text) ? 'question' : undefined);
}

/** Returns the kind of a message that names no person and no occasion, if it is a link or a time. */
export function readLinkOrTime(text: string): SmallTalk | undefined {
  if (isLink(text)) return 'link';
  return saysTime(text) ? 'time' : undefined;
}

/** Returns the kind of a message that orders nothing. */
export function readOther(text: string): SmallTalk {
  if (isQuestion(text)) return 'question';
  return hasLink(text) ? 'link' : 'unclear';
}
