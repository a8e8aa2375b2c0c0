import { Composer } from 'grammy';
import type { BotContext } from '#root/bot/context.js';

/** Answers messages that are not an order: a file with what can be sent, a sticker with how to order. */
export const other = new Composer<BotContext>();

other.on('message:document', (context) => context.reply(context.texts('other-file')));

// Service messages, such as a pinned message or a new chat photo, get no answer.
other.on(
  ['message:sticker', 'message:contact', 'message:location', 'message:poll', 'message:dice', 'message:story'],
  (context) => context.reply(context.texts('how-to')),
);
