import { GrammyError } from 'grammy';
import type { BotContext } from '#root/bot/context.js';

/** Returns whether a user is an admin of a group. */
export async function isAdmin({ api }: BotContext, chatId: string | number, userId: number): Promise<boolean> {
  try {
    const { status } = await api.getChatMember(chatId, userId);
    return status === 'creator' || status === 'administrator';
  } catch (error) {
    if (error instanceof GrammyError) return false;
    throw error;
  }
}
