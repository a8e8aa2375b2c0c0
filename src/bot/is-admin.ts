import { GrammyError } from 'grammy';
import type { Message } from 'grammy/types';
import type { BotContext } from '#root/bot/context.js';

/** Returns whether the sender is an admin of the group. */
export async function isAdmin(
  { api }: BotContext,
  { chat, from, sender_chat }: Pick<Message, 'chat' | 'from' | 'sender_chat'>,
): Promise<boolean> {
  // An admin may stay anonymous and write in the name of the group: https://core.telegram.org/bots/api#message
  if (sender_chat !== undefined || from === undefined) return sender_chat?.id === chat.id;
  try {
    const { status } = await api.getChatMember(chat.id, from.id);
    return status === 'creator' || status === 'administrator';
  } catch (error) {
    if (error instanceof GrammyError) return false;
    throw error;
  }
}
