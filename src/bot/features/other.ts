import { Composer } from 'grammy';
import { isGreet, mentionsBot } from '#root/bot/addressed.js';
import type { BotContext } from '#root/bot/context.js';
import { react } from '#root/bot/react.js';
import { answerTalk } from '#root/bot/small-talk.js';

/** Answers messages without words or files for a greeting: a file with what can be sent, others with how to order. */
export const other = new Composer<BotContext>();

// In a group, what neither names the bot nor is a command for it is for others, even if it answers the bot.
other
  .on('message')
  .filter(({ chat, msg, me }) => chat.type !== 'private' && !mentionsBot(msg, me) && !isGreet(msg, me))
  .use(() => {});

other.on('message:document', (context) => context.reply(context.texts('other-file')));

other.chatType('private').on('message:sticker', (context) => react(context, '❤'));

// Service messages, such as a pinned message or a new chat photo, get no answer.
other
  .chatType('private')
  .on(
    [
      ...(['message:text', 'message:location', 'message:venue'] as const),
      ...(['message:poll', 'message:dice', 'message:story', 'message:game'] as const),
    ],
    (context) => answerTalk(context, undefined),
  );

other.on('message:text', (context) => context.reply(context.texts('in-group')));
