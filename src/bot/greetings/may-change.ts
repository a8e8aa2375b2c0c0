import type { BotContext } from '#root/bot/context.js';
import { isAdmin } from '#root/bot/is-admin.js';
import type { VideoJob } from '#root/jobs/video-job.js';

/** Returns whether the person who pressed a button has ordered the greeting. An admin may have done so in the name of the group. */
export async function mayChange(context: BotContext, { orderedBy, chatId }: VideoJob): Promise<boolean> {
  const { from, chat } = context;
  if (from === undefined || chat === undefined || chatId !== String(chat.id)) return false;
  if (orderedBy === String(from.id)) return true;
  return orderedBy === chatId && (await isAdmin(context, { chat, from }));
}
