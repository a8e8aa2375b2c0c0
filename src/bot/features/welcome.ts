import { Composer } from 'grammy';
import type { BotContext } from '#root/bot/context.js';
import { limits } from '#root/bot/limits.js';
import { languageScreen, welcomeScreen } from '#root/bot/screens/welcome.js';

/** /start: shows the first screen, or asks for the language. /help: explains how to order. */
export const welcome = new Composer<BotContext>();

welcome.chatType('private').command('start', async (context) => {
  const { text, keyboard } = context.isOfferedRussian ? languageScreen() : welcomeScreen(context.language);
  await context.reply(text, { reply_markup: keyboard });
});

welcome.command(['start', 'help'], async (context) => {
  const { chat, texts } = context;
  const help = texts('help', limits);
  await context.reply(chat.type === 'private' ? help : `${help}\n\n${texts('in-group')}`);
});
