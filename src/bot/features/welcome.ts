import { Composer } from 'grammy';
import type { BotContext } from '#root/bot/context.js';

/** /start and /help: explains what the bot does and how to order. */
export const welcome = new Composer<BotContext>();

welcome.command(['start', 'help'], async (context) => {
  const { chat, texts, me } = context;
  await context.reply(
    chat.type === 'private' ? texts.welcome : `${texts.welcome}\n\n${texts.inGroup(`@${me.username}`)}`,
  );
});
