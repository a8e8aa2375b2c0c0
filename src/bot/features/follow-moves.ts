import { Composer } from 'grammy';
import type { BotContext } from '#root/bot/context.js';
import { moveChat } from '#root/bot/move-chat.js';

/** Gives what belongs to a group that became a supergroup its new id. */
export const followMoves = new Composer<BotContext>();

followMoves.on('message:migrate_to_chat_id', async ({ chat, msg, services }) => {
  await moveChat(services, String(chat.id), String(msg.migrate_to_chat_id));
});
