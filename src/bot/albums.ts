import { setTimeout as sleep } from 'node:timers/promises';
import type { MiddlewareFn } from 'grammy';
import type { Message } from 'grammy/types';
import type { BotContext } from '#root/bot/context.js';

// The photos of an album are messages of their own, that come together; nothing says which is the last.
const ALBUM_MS = 1_000;

/** Has an album handled once, at its first message, with all that come after it. */
export function collectAlbums(): MiddlewareFn<BotContext> {
  const albums = new Map<string, Message[]>();

  async function whole(id: string, messages: readonly Message[]): Promise<readonly Message[]> {
    for (let known = 0; known < messages.length; ) {
      known = messages.length;
      await sleep(ALBUM_MS);
    }
    albums.delete(id);
    return messages;
  }

  return async (context, next) => {
    const { msg } = context;
    const messages = msg === undefined ? [] : [msg];
    const id = msg?.media_group_id;
    const known = id === undefined ? undefined : albums.get(id);
    if (known !== undefined) {
      // Telegram keeps it as long as the first one.
      known.push(...messages);
      return;
    }
    if (id !== undefined) albums.set(id, messages);
    context.messages = id === undefined ? Promise.resolve(messages) : whole(id, messages);
    await next();
  };
}
