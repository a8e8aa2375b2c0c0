import { setTimeout as sleep } from 'node:timers/promises';
import type { MiddlewareFn } from 'grammy';
import type { Message } from 'grammy/types';
import type { BotContext } from '#root/bot/context.js';

// Each photo of an album is a message of its own. Over a slow line they arrive up to two seconds apart, and nothing marks
// the last one.
const ALBUM_MS = 2_500;

/** Handles an album once, at its first message, together with all messages that follow. */
export function collectAlbums(): MiddlewareFn<BotContext> {
  const albums = new Map<string, Message[]>();

  async function untilComplete(id: string, messages: readonly Message[]): Promise<readonly Message[]> {
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
    const album = id === undefined ? undefined : albums.get(id);
    if (album !== undefined) {
      // The handling of this update may end now: Telegram keeps the update until the first update of the album has been
      // handled.
      album.push(...messages);
      return;
    }
    if (id !== undefined) albums.set(id, messages);
    context.messages = id === undefined ? Promise.resolve(messages) : untilComplete(id, messages);
    await next();
  };
}
