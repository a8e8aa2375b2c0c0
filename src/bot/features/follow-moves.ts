import { Composer } from 'grammy';
import type { BotContext } from '#root/bot/context.js';

/** Gives the greetings of a group that became a supergroup its new id. */
export const followMoves = new Composer<BotContext>();

followMoves.on('message:migrate_to_chat_id', async ({ chat, msg, services }) => {
  await services.videoJobs.moveChat(String(chat.id), String(msg.migrate_to_chat_id));
});
