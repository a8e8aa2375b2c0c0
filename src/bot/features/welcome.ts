import { Composer } from 'grammy';
import type { BotContext } from '#root/bot/context.js';

/** /start and /help: what the bot does, and how to ask for it. */
export const welcome = new Composer<BotContext>();

welcome.command(['start', 'help'], (context) => context.reply(context.texts.welcome));
