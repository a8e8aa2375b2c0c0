import { Composer } from 'grammy';
import { withoutMention } from '#root/bot/addressed.js';
import type { BotContext } from '#root/bot/context.js';
import { howToWith, parseMessage } from '#root/bot/features/greeting.js';
import { hasMedia, mediaOf } from '#root/bot/media.js';
import { placeOrder } from '#root/bot/order.js';
import { ask } from '#root/bot/prompts.js';

/** A photo, an album or a recording under which "name: text" is written becomes a greeting that carries it. */
export const media = new Composer<BotContext>();

media.on('message:file', async (context, next) => {
  const messages = await context.messages;
  const media = mediaOf(messages);
  if (!hasMedia(media)) return next();
  const caption = messages.find((message) => message.caption !== undefined)?.caption;
  // A name alone would do for a recording, but so would whatever stands under one that was passed on.
  const request = caption === undefined ? undefined : parseMessage(withoutMention(caption, context.me));
  if (request === undefined) await ask(context, howToWith(media, context.texts), media);
  else await placeOrder(context, { ...request, media });
});
