import { Composer } from 'grammy';
import { withoutMention } from '#root/bot/addressed.js';
import type { BotContext } from '#root/bot/context.js';
import { react } from '#root/bot/react.js';
import { understand } from '#root/bot/understanding/understand.js';
import { templates } from '#root/montage/templates/index.js';

/** Answers messages that order nothing: thanks with a reaction, a file with what can be sent, others with how to order. */
export const other = new Composer<BotContext>();

other.on('message:document', (context) => context.reply(context.texts('other-file')));

other.on('message:text', async (context) => {
  const { msg, me, texts } = context;
  const { kind } = understand(withoutMention(msg.text, me), { templates });
  if (kind === 'thanks') await react(context, '❤');
  else await context.reply(texts(kind === 'command' ? 'unknown-command' : 'how-to'));
});

// Service messages, such as a pinned message or a new chat photo, get no answer.
other.on(
  ['message:sticker', 'message:contact', 'message:location', 'message:poll', 'message:dice', 'message:story'],
  (context) => context.reply(context.texts('how-to')),
);
