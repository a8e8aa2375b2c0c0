import { Composer } from 'grammy';
import type { BotContext } from '#root/bot/context.js';
import { limits } from '#root/bot/limits.js';

/** /start and /help: explains what the bot does and how to order. */
export const welcome = new Composer<BotContext>();

welcome.command(['start', 'help'], async (context) => {
  const { chat, texts, me } = context;
  const welcome = texts('welcome', limits);
  await context.reply(
    chat.type === 'private' ? welcome : `${welcome}\n\n${texts('in-group', { bot: `@${me.username}` })}`,
  );
});
