import { Composer } from 'grammy';
import type { BotContext } from '#root/bot/context.js';

/** /start and /help: what the bot does, and how to ask for it. */
export const welcome = new Composer<BotContext>();

welcome.command(['start', 'help'], async (context) => {
  const { chat, texts, me } = context;
  await context.reply(
    chat.type === 'private' ? texts.welcome : `${texts.welcome}\n\n${texts.inGroup(`@${me.username}`)}`,
  );
});
