import type { MiddlewareFn } from 'grammy';
import type { BotContext } from '#root/bot/context.js';

/** Returns Telegram's id of the user of an update, or of the chat in whose name an anonymous admin writes. */
function personIdOf(context: Pick<BotContext, 'message' | 'editedMessage' | 'from'>): string | undefined {
  const { message, editedMessage, from } = context;
  return ((message ?? editedMessage)?.sender_chat ?? from)?.id.toString();
}

/** Finds what is known of the person of an update. */
export const findPerson: MiddlewareFn<BotContext> = async (context, next) => {
  const id = personIdOf(context);
  if (id !== undefined) context.person = await context.services.people.find(id);
  await next();
};
