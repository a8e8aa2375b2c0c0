import { isAdmin } from '#root/bot/admins.js';
import type { BotContext } from '#root/bot/context.js';
import type { VideoJob } from '#root/jobs/video-job.js';

/**
 * Returns whether the person of the update may cancel or repeat a greeting of the chat: who ordered it, or an admin of the group.
 * An admin may stay anonymous and write in the name of the group.
 */
export async function mayControl(
  context: BotContext,
  { orderedBy, chatId }: Pick<VideoJob, 'orderedBy' | 'chatId'>,
): Promise<boolean> {
  const { chat, from, msg, callbackQuery } = context;
  if (chat === undefined || from === undefined || chatId !== String(chat.id)) return false;
  if (chat.type === 'private') return true;
  // The message of a press is the bot's own.
  const senderChat = callbackQuery === undefined ? msg?.sender_chat : undefined;
  // https://core.telegram.org/bots/api#message
  if (senderChat !== undefined) return senderChat.id === chat.id || orderedBy === String(senderChat.id);
  // Rows of older versions do not say who ordered, so only an admin may change them.
  return orderedBy === String(from.id) || (await isAdmin(context, chat.id, from.id));
}

/**
 * Returns whether the person who pressed a button may act for the owner of a greeting: it is the same person, or an admin
 * of the group in whose name it was ordered.
 */
export async function mayActFor(context: BotContext, owner: string | null | undefined): Promise<boolean> {
  const { from, chat } = context;
  if (from === undefined || owner == null) return false;
  if (owner === String(from.id)) return true;
  return chat !== undefined && owner === String(chat.id) && (await isAdmin(context, chat.id, from.id));
}
