import { Composer } from 'grammy';
import type { BotContext } from '#root/bot/context.js';

/** What is no order is answered as well: a file with what may be sent, a sticker with how to order. */
export const other = new Composer<BotContext>();

other.on('message:document', (context) => context.reply(context.texts.otherFile));

// Not just any message: that a message was pinned, or a chat's picture changed, is one too.
other.on(
  ['message:sticker', 'message:contact', 'message:location', 'message:poll', 'message:dice', 'message:story'],
  (context) => context.reply(context.texts.howTo),
);
