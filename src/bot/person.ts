import type { MiddlewareFn } from 'grammy';
import { isForBot } from '#root/bot/addressed.js';
import type { BotContext } from '#root/bot/context.js';

/** Returns Telegram's id of the user of an update, or of the chat in whose name an anonymous admin writes. */
export function personIdOf(context: Pick<BotContext, 'message' | 'editedMessage' | 'from'>): string | undefined {
  const { message, editedMessage, from } = context;
  return ((message ?? editedMessage)?.sender_chat ?? from)?.id.toString();
}

/** Finds what is known of the person of an update, and counts the messages to the bot. */
export const findPerson: MiddlewareFn<BotContext> = async (context, next) => {
  const id = personIdOf(context);
  if (id === undefined) return;
  const { people } = context.services;
  const { message } = context;
  const isCounted = message !== undefined && (isForBot(context) || message.text?.startsWith('/') === true);
  context.person = isCounted ? await people.meet(id, new Date(message.date * 1_000)) : await people.find(id);
  await next();
};
