import { Composer } from 'grammy';
import type { BotContext } from '#root/bot/context.js';

/** Answers messages without words or files for a greeting: a file with what can be sent, others with how to order. */
export const other = new Composer<BotContext>();

other.on('message:document', (context) => context.reply(context.texts('other-file')));

// Service messages, such as a pinned message or a new chat photo, get no answer.
other.on(
  [
    ...(['message:text', 'message:sticker', 'message:contact', 'message:location'] as const),
    ...(['message:poll', 'message:dice', 'message:story'] as const),
  ],
  (context) => context.reply(context.texts('how-to')),
);
