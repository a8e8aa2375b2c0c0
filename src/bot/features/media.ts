import { Composer, type Filter } from 'grammy';
import type { Message } from 'grammy/types';
import type { BotContext } from '#root/bot/context.js';
import { parseMessage } from '#root/bot/features/greeting.js';
import { logFields } from '#root/bot/log-fields.js';
import { mediaOf } from '#root/bot/media.js';
import { placeOrder } from '#root/bot/order.js';

type MediaContext = Filter<BotContext, 'message'>;

// The photos of an album are messages of their own, that come together; nothing says which is the last.
const ALBUM_MS = 1_000;

/** A photo, an album or a recording under which "name: text" is written becomes a greeting that carries it. */
export function createMedia(): Composer<BotContext> {
  const albums = new Map<string, Message[]>();
  const media = new Composer<BotContext>();

  media.on(
    ['message:photo', 'message:voice', 'message:audio', 'message:video', 'message:video_note'],
    async (context) => {
      const album = context.msg.media_group_id;
      if (album === undefined) {
        await order(context, [context.msg]);
        return;
      }
      const messages = albums.get(album);
      if (messages !== undefined) {
        messages.push(context.msg);
        return;
      }
      const collected: Message[] = [context.msg];
      albums.set(album, collected);
      // Not waited for: the others come only after this one is done with.
      setTimeout(() => {
        albums.delete(album);
        order(context, collected).catch(async (error: unknown) => {
          context.services.logger.error('album failed', { ...logFields(context), error });
          await context.reply(context.texts.broken).catch(() => {});
        });
      }, ALBUM_MS);
    },
  );
  return media;
}

async function order(context: MediaContext, messages: readonly Message[]): Promise<void> {
  const caption = messages.find((message) => message.caption !== undefined)?.caption;
  const request = caption === undefined ? undefined : parseMessage(caption);
  if (request === undefined) {
    await context.reply(context.texts.howToMedia, { reply_parameters: { message_id: context.msg.message_id } });
    return;
  }
  await placeOrder(context, { ...request, media: mediaOf(messages) });
}
