import { Composer } from 'grammy';
import type { BotContext } from '#root/bot/context.js';
import { parseMessage } from '#root/bot/features/greeting.js';
import { mediaOf } from '#root/bot/media.js';
import { placeOrder } from '#root/bot/order.js';

/** A photo, an album or a recording under which "name: text" is written becomes a greeting that carries it. */
export const media = new Composer<BotContext>();

media.on(
  ['message:photo', 'message:voice', 'message:audio', 'message:video', 'message:video_note'],
  async (context) => {
    const messages = await context.messages;
    const caption = messages.find((message) => message.caption !== undefined)?.caption;
    const request = caption === undefined ? undefined : parseMessage(caption);
    if (request === undefined) {
      await context.reply(context.texts.howToMedia, { reply_parameters: { message_id: context.msg.message_id } });
      return;
    }
    await placeOrder(context, { ...request, media: mediaOf(messages) });
  },
);
