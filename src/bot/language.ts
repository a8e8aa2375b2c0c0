import type { MiddlewareFn } from 'grammy';
import { isForBot } from '#root/bot/addressed.js';
import type { BotContext } from '#root/bot/context.js';
import { personIdOf } from '#root/bot/person.js';
import { languageOf } from '#root/greeting/check-order.js';
import { type ChatLanguage, textsIn } from '#root/telegram/texts.js';

// Where many people speak Russian as well.
const OFFERED = ['uk', 'be', 'kk', 'ky', 'hy', 'az', 'uz'];

/**
 * Returns the language for a person who has not settled on one: Russian if Telegram reports it, or if it reports one of
 * those that Russian is offered to and the message is in Cyrillic. Else English.
 */
export function guessLanguage(languageCode: string | undefined, words = ''): ChatLanguage {
  const isRussian = primary(languageCode) === 'ru' || (isOfferedRussian(languageCode) && languageOf(words) === 'ru');
  return isRussian ? 'ru' : 'en';
}

export function speak(context: BotContext, language: ChatLanguage): void {
  context.language = language;
  context.texts = textsIn(language);
}

/** Finds the language of the person. Whoever is offered Russian settles on it by a message in Cyrillic. */
export const findLanguage: MiddlewareFn<BotContext> = async (context, next) => {
  const { from, chat, msg, services } = context;
  if (from === undefined) return next();
  const settled = context.person.language;
  const words = msg?.text ?? msg?.caption;
  // Telegram says nothing of an admin who writes in the name of the group.
  const isUnknown = context.message?.sender_chat !== undefined && from.language_code === undefined;
  const language = settled ?? (isUnknown ? languageOf(words ?? '') : guessLanguage(from.language_code, words));
  context.isOfferedRussian = settled === undefined && isOfferedRussian(from.language_code);
  // In a group the message may be for others.
  const isSettling = isUnknown ? isForBot(context) : context.isOfferedRussian && chat?.type === 'private';
  if (isSettling && settled === undefined && language === 'ru') {
    await services.people.setLanguage(personIdOf(context) ?? '', language);
  }
  speak(context, language);
  await next();
};

function isOfferedRussian(languageCode: string | undefined): boolean {
  return OFFERED.includes(primary(languageCode));
}

/** Returns the language of a tag such as "uk-UA": https://en.wikipedia.org/wiki/IETF_language_tag */
function primary(languageCode = ''): string {
  return languageCode.split('-')[0]?.toLowerCase() ?? '';
}
