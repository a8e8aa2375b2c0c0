import { Composer } from 'grammy';
import type { Message } from 'grammy/types';
import { withoutMention } from '#root/bot/addressed.js';
import type { BotContext } from '#root/bot/context.js';
import { hasMedia, type MessageMedia, mediaOf } from '#root/bot/media.js';
import { placeOrder } from '#root/bot/order.js';
import { ask, isQuestion } from '#root/bot/prompts.js';
import type { BotTexts } from '#root/bot/texts.js';

/** A plain "name: text" message becomes a greeting; as an answer to a photo or a recording, one that carries it. */
export const greeting = new Composer<BotContext>();

greeting.on('message:text', async (context) => {
  const { msg, me, texts } = context;
  const media = mediaAnswered(context);
  if (media === undefined) {
    await context.reply(texts.mediaForgotten);
    return;
  }
  const request = parseMessage(withoutMention(msg.text, me), media);
  if (request !== undefined) await placeOrder(context, { ...request, media });
  else if (hasMedia(media)) await ask(context, howToWith(media, texts), media);
  else await context.reply(texts.howTo);
});

/** Returns the files that a message answers, or undefined where they are not known any more. */
function mediaAnswered({ msg, me, prompts }: BotContext & { msg: Message }): MessageMedia | undefined {
  const answered = msg.reply_to_message;
  if (answered === undefined) return mediaOf([]);
  const known = prompts.find(answered);
  if (known !== undefined) return known;
  if (answered.from?.id !== me.id) return mediaOf([answered]);
  // A finished greeting is not put into another one.
  return isQuestion(answered) ? undefined : mediaOf([]);
}

/**
 * Returns the name before the first colon and the text after it, or undefined where the message begins otherwise. With a
 * recording the name will do.
 */
export function parseMessage(message: string, media?: MessageMedia): { to: string; text: string } | undefined {
  const colon = message.indexOf(':');
  const isName = colon < 0 && media?.recording !== undefined;
  const to = (isName ? message : message.slice(0, Math.max(colon, 0))).trim();
  // A colon further down is one of the words.
  if ((colon < 0 && !isName) || to.includes('\n')) return undefined;
  return { to, text: isName ? '' : message.slice(colon + 1) };
}

/** What to write to files that came without. */
export function howToWith({ recording }: MessageMedia, { howToMedia, howToRecording }: BotTexts): string {
  return recording === undefined ? howToMedia : howToRecording;
}
