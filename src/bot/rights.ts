import { GrammyError } from 'grammy';
import type { BotContext } from '#root/bot/context.js';
import type { VideoJob } from '#root/jobs/video-job.js';

/**
 * Returns whether the person of the update may cancel or repeat a greeting or a batch of the chat: who ordered it, or an admin of the group.
 * An admin may stay anonymous and write in the name of the group.
 */
export async function mayControl(
  context: BotContext,
  { orderedBy, chatId }: Pick<VideoJob, 'orderedBy' | 'chatId'>,
): Promise<boolean> {
  const { chat, from, msg, callbackQuery } = context;
  if (chat === undefined || from === undefined || chatId !== String(chat.id)) return false;
  const isOwn = orderedBy === String(from.id);
  // Rows of older versions do not say who ordered. In a group only an admin may change them.
  if (chat.type === 'private') return isOwn || orderedBy === null;
  // The message of a press is the bot's own.
  const senderChat = callbackQuery === undefined ? msg?.sender_chat : undefined;
  // https://core.telegram.org/bots/api#message
  if (senderChat !== undefined) return senderChat.id === chat.id || orderedBy === String(senderChat.id);
  return isOwn || (await isAdmin(context, chat.id, from.id));
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

/** Returns whether a user is an admin of a group. */
async function isAdmin({ api }: BotContext, chatId: string | number, userId: number): Promise<boolean> {
  try {
    const { status } = await api.getChatMember(chatId, userId);
    return status === 'creator' || status === 'administrator';
  } catch (error) {
    if (error instanceof GrammyError) return false;
    throw error;
  }
}
