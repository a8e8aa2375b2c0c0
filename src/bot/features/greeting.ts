import { Composer } from 'grammy';
import type { BotContext } from '#root/bot/context.js';
import { mediaOf } from '#root/bot/media.js';
import { placeOrder } from '#root/bot/order.js';

/** A plain "name: text" message becomes a greeting; as an answer to a photo or a recording, one that carries it. */
export const greeting = new Composer<BotContext>();

greeting.on('message:text', async (context) => {
  const { msg, texts } = context;
  const request = parseMessage(msg.text);
  if (request === undefined) {
    await context.reply(texts.howTo);
    return;
  }
  const answered = msg.reply_to_message;
  await placeOrder(context, { ...request, media: mediaOf(answered === undefined ? [] : [answered]) });
});

/** Returns the name before the first colon and the text after it, or undefined where the message begins otherwise. */
export function parseMessage(message: string): { to: string; text: string } | undefined {
  const colon = message.indexOf(':');
  const to = message.slice(0, colon).trim();
  // A colon further down is one of the words.
  if (colon < 0 || to.includes('\n')) return undefined;
  return { to, text: message.slice(colon + 1) };
}
