import { isAdmin } from '#root/bot/admins.js';
import type { BotContext } from '#root/bot/context.js';

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
