import { setTimeout as sleep } from 'node:timers/promises';
import type { MiddlewareFn } from 'grammy';
import type { Message } from 'grammy/types';
import type { Album } from '#root/bot/attachments.js';
import type { BotContext } from '#root/bot/context.js';

interface KnownAlbum extends Album {
  /** Whether it was handed on, as far as it had arrived. */
  isHandedOn: boolean;
  /** Whether a late message was answered. */
  isAnswered: boolean;
}

// Each photo of an album is a message of its own. Over a slow line most arrive up to two seconds apart, and nothing marks
// the last one.
const ALBUM_MS = 2_500;
// Far longer than a message of an album has been seen to be late.
const REMEMBERED_MS = 60_000;

/** Handles an album once, at its first message, together with all messages that follow. A late one joins if it can. */
export function collectAlbums(): MiddlewareFn<BotContext> {
  const albums = new Map<string, KnownAlbum>();

  async function untilQuiet(id: string, album: KnownAlbum): Promise<Album> {
    for (let known = 0; known < album.messages.length; ) {
      known = album.messages.length;
      await sleep(ALBUM_MS);
    }
    album.isHandedOn = true;
    void sleep(REMEMBERED_MS, undefined, { ref: false }).then(() => albums.delete(id));
    return album;
  }

  /** Returns whether the message of a known album still needs to be handled. */
  async function join(album: KnownAlbum, message: Message, context: BotContext): Promise<boolean> {
    if (!album.isClosed) {
      const bringsWords = message.caption !== undefined && album.messages.every(({ caption }) => caption === undefined);
      album.messages.push(message);
      // Otherwise the handling of this update may end now: Telegram keeps the update until the first update of the album
      // has been handled. Late words make the order, or name the bot in a group.
      return album.isHandedOn && bringsWords;
    }
    const isFirst = !album.isAnswered;
    album.isAnswered = true;
    if (isFirst) await context.reply(context.texts.albumLate);
    return false;
  }

  return async (context, next) => {
    const { msg } = context;
    const id = msg?.media_group_id;
    const known = id === undefined ? undefined : albums.get(id);
    if (known !== undefined && msg !== undefined) {
      context.album = Promise.resolve(known);
      if (await join(known, msg, context)) await next();
      return;
    }
    const album = { messages: msg === undefined ? [] : [msg], isClosed: false, isHandedOn: false, isAnswered: false };
    if (id !== undefined) albums.set(id, album);
    context.album = id === undefined ? Promise.resolve(album) : untilQuiet(id, album);
    await next();
  };
}
