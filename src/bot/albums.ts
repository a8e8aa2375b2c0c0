import type { MiddlewareFn } from 'grammy';
import type { Message } from 'grammy/types';
import { LRUCache } from 'lru-cache';
import type { Album } from '#root/bot/attachments.js';
import type { BotContext } from '#root/bot/context.js';

interface KnownAlbum {
  album: Album;
  /** Whether a late message was answered. */
  isAnswered: boolean;
}

// Far longer than a message of an album has been seen to be late.
const REMEMBERED_MS = 60_000;
const MAX_ALBUMS = 10_000;

/**
 * Lets messages of an album that arrive after the others were handled join them, as long as its greeting is not ordered.
 * Answers later ones once.
 */
export function joinAlbums(): MiddlewareFn<BotContext> {
  const albums = new LRUCache<string, KnownAlbum>({ max: MAX_ALBUMS, ttl: REMEMBERED_MS });

  /** Returns whether the messages that are late still need to be handled. Those of a try that failed are known already. */
  function join(known: Album, { messages }: Album): boolean {
    const late = new Set(messages.map(({ message_id }) => message_id));
    const earlier = known.messages.filter(({ message_id }) => !late.has(message_id));
    known.messages = [...earlier, ...messages];
    // Late words make the order, or name the bot in a group.
    const hasWords = (some: Message[]) => some.some(({ caption }) => caption !== undefined);
    return !hasWords(earlier) && hasWords(messages);
  }

  /** Another process may have handled it, or this one before a restart. What it was is no longer known. */
  async function handledElsewhere({ album, chat, wasHandled }: BotContext): Promise<KnownAlbum | undefined> {
    if (album.id === null || !(await wasHandled(album.id))) return undefined;
    // In a group it may not have been for the bot.
    const known = { album: { ...album, isClosed: true }, isAnswered: chat?.type !== 'private' };
    albums.set(album.id, known);
    return known;
  }

  return async (context, next) => {
    const { album, texts } = context;
    if (album.id === null) return next();
    const known = albums.get(album.id) ?? (await handledElsewhere(context));
    if (known === undefined) {
      await next();
      albums.set(album.id, { album, isAnswered: false });
    } else if (!known.album.isClosed) {
      context.album = known.album;
      if (join(known.album, album)) await next();
    } else if (!known.isAnswered) {
      known.isAnswered = true;
      await context.reply(texts('album-late'));
    }
  };
}
