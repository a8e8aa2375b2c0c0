import { Composer } from 'grammy';
import type { BotContext } from '#root/bot/context.js';
import { limits } from '#root/bot/limits.js';

/** /help, and /start in a group: explains how to order. */
export const help = new Composer<BotContext>();

help.command(['start', 'help'], async (context) => {
  const { chat, texts } = context;
  const help = texts('help', limits);
  await context.reply(chat.type === 'private' ? help : `${help}\n\n${texts('in-group')}`);
});
