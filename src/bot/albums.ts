import { setTimeout as sleep } from 'node:timers/promises';
import type { MiddlewareFn } from 'grammy';
import type { Message } from 'grammy/types';
import type { BotContext } from '#root/bot/context.js';

interface Album {
  messages: Message[];
  /** Whatever becomes of it: it is told at the first message. */
  handled: Promise<void>;
}

// The photos of an album are messages of their own, that come together; nothing says which is the last.
const ALBUM_MS = 1_000;

/** Has an album handled once, at its first message; the others wait for it, so that all come again or none. */
export function collectAlbums(): MiddlewareFn<BotContext> {
  const albums = new Map<string, Album>();

  async function whole(id: string, messages: Message[]): Promise<readonly Message[]> {
    for (let known = 0; known < messages.length; ) {
      known = messages.length;
      await sleep(ALBUM_MS);
    }
    albums.delete(id);
    return messages;
  }

  return (context, next) => {
    const { msg } = context;
    const id = msg?.media_group_id;
    if (msg === undefined || id === undefined) {
      context.messages = Promise.resolve(msg === undefined ? [] : [msg]);
      return next();
    }
    const known = albums.get(id);
    if (known !== undefined) {
      known.messages.push(msg);
      return known.handled;
    }
    const album: Album = { messages: [msg], handled: Promise.resolve() };
    albums.set(id, album);
    context.messages = whole(id, album.messages);
    const handled = next();
    album.handled = handled.catch(() => {});
    return handled;
  };
}
