import type { MiddlewareFn } from 'grammy';
import type { BotContext } from '#root/bot/context.js';
import { personIdOf } from '#root/bot/person.js';
import { BURST_MAX } from '#root/jobs/people.js';

/**
 * Ignores people and chats that are blocked or not allowed, and the messages of a person who sends too many at once: one
 * of them is answered, until the person pauses. Admins are always admitted.
 */
export const admit: MiddlewareFn<BotContext> = async (context, next) => {
  const { services, person, chat, message, texts } = context;
  const { admins, allowed, blocked } = services.config.bot;
  const ids = [personIdOf(context), chat?.id.toString()].filter((id) => id !== undefined);
  const isListed = (list: readonly string[]) => ids.some((id) => list.includes(id));
  const isAdmin = isListed(admins);
  if (!isAdmin && (person.isBlocked || isListed(blocked))) return;
  const isAllowed = isAdmin || allowed.length === 0 || isListed(allowed);
  const isPrivate = chat?.type === 'private';
  if (!isAllowed && (message === undefined || !isPrivate || person.burst > 1)) return;
  if (!isAllowed) await context.reply(texts('not-allowed'));
  else if (message === undefined || person.burst <= BURST_MAX) await next();
  else if (isPrivate && person.burst === BURST_MAX + 1) await context.reply(texts('too-many-messages'));
};
