import { randomBytes } from 'node:crypto';
import type { Database } from '#root/db/client.js';
import type { Prisma } from '#root/db/generated/client.js';
import { type Draft, type DraftContent, type NewDraft, storable, toDraft } from '#root/jobs/draft.js';

/** A chat with a bot. */
export interface DraftChat {
  botId: string;
  chatId: string;
}

export type Drafts = ReturnType<typeof createDrafts>;

// A message that comes later begins a new draft.
const OPEN_MS = 30 * 60_000;
// Telegram may deliver what filled a draft again for a day.
const KEPT_MS = 24 * 3_600_000;

const COVER = `
  UPDATE "Draft" SET "isCardCovered" = true
  WHERE "botId" = $1 AND "chatId" = $2 AND "orderedAt" IS NULL AND "cardMessageId" < $3 AND NOT "isCardCovered"`;

/**
 * Reads and writes Draft rows. No other code does. Every method throws UnavailableError if the database cannot be
 * reached.
 */
export function createDrafts({ db }: { db: Database }) {
  async function findLatest(where: Prisma.DraftWhereInput): Promise<Draft | undefined> {
    return toDraft(await db.draft.findFirst({ where, orderBy: { updatedAt: 'desc' } }));
  }

  async function find(id: string): Promise<Draft | undefined> {
    return toDraft(await db.draft.findUnique({ where: { id } }));
  }

  /** Returns the id that the draft has unless a draft like it was stored before. */
  async function insert({ content, ...draft }: NewDraft): Promise<string> {
    const id = randomBytes(8).toString('base64url');
    await db.draft.createMany({ data: { ...draft, id, content: storable(content), ...times() }, skipDuplicates: true });
    return id;
  }

  /**
   * Writes the content, and the language of the person, if the draft still has the known revision and is not ordered.
   * Returns the row afterwards, with `isChanged` false if it had changed before, or undefined if there is none.
   */
  async function change(
    { id, rev, language }: Pick<Draft, 'id' | 'rev' | 'language'>,
    content: DraftContent,
  ): Promise<{ draft: Draft; isChanged: boolean } | undefined> {
    const data = { content: storable(content), language, rev: rev + 1, ...times() };
    const [row] = await db.draft.updateManyAndReturn({ where: { id, rev, orderedAt: null }, data });
    const draft = row === undefined ? await find(id) : toDraft(row);
    return draft && { draft, isChanged: row !== undefined };
  }

  return {
    find,
    change,

    /** Stores a draft. If one began with the same part of the same message, returns that one. */
    async create({ part = 0, ...draft }: NewDraft): Promise<Draft> {
      const id = await insert({ ...draft, part });
      const { botId, chatId, orderMessageId } = draft;
      const where = orderMessageId === null ? { id } : { botId, chatId, orderMessageId, part };
      return toDraft(await db.draft.findFirstOrThrow({ where })) as Draft;
    },

    /** Stores a draft that changes a copy of a greeting. If the person has one open, that one begins anew. */
    async createCopy({ content, ...draft }: NewDraft & { sourceId: string }): Promise<Draft> {
      const { botId, chatId, ownerId, sourceId, language } = draft;
      const where = { botId, chatId, ownerId, sourceId };
      // Earlier versions leave the id in drafts that they order.
      await db.draft.updateMany({ where: { ...where, orderedAt: { not: null } }, data: { sourceId: null } });
      const id = await insert({ ...draft, content });
      const known = toDraft(await db.draft.findFirstOrThrow({ where })) as Draft;
      if (known.id === id) return known;
      return (await change({ ...known, language }, storable(content)))?.draft ?? known;
    },

    /** Returns the draft that takes the place of a greeting, even if it is ordered by now, or undefined. */
    findReplacing: ({ botId, chatId }: DraftChat, videoJobId: string): Promise<Draft | undefined> =>
      findLatest({ botId, chatId, content: { path: ['replaces'], equals: videoJobId } }),

    /** Returns the draft that a person's next message in a chat belongs to, or undefined. */
    findOpen: ({ botId, chatId }: DraftChat, ownerId: string): Promise<Draft | undefined> =>
      findLatest({ botId, chatId, ownerId, orderedAt: null, updatedAt: { gte: new Date(Date.now() - OPEN_MS) } }),

    /** Returns the draft that a message has filled, or undefined. */
    findByMessage: ({ botId, chatId }: DraftChat, messageId: number): Promise<Draft | undefined> =>
      findLatest({ botId, chatId, content: { path: ['messages'], array_contains: [{ id: messageId }] } }),

    /** Returns the drafts that a message has filled, the latest one of each part. */
    async findAllByMessage({ botId, chatId }: DraftChat, messageId: number): Promise<Draft[]> {
      const rows = await db.draft.findMany({
        where: { botId, chatId, content: { path: ['messages'], array_contains: [{ id: messageId }] } },
        distinct: ['part'],
        orderBy: [{ part: 'asc' }, { updatedAt: 'desc' }],
      });
      return rows.flatMap((row) => toDraft(row) ?? []);
    },

    /** Returns the draft that has files of an album, or undefined. */
    findByAlbum: ({ botId, chatId }: DraftChat, albumId: string): Promise<Draft | undefined> =>
      findLatest({ botId, chatId, content: { path: ['attachments'], array_contains: [{ albumId }] } }),

    /** Returns the draft that a message of the bot shows, or undefined. */
    findByCard: ({ botId, chatId }: DraftChat, cardMessageId: number): Promise<Draft | undefined> =>
      findLatest({ botId, chatId, cardMessageId }),

    /** Returns whether no message of the bot is below the one that shows the draft. */
    async isCardLast({ chatId, cardMessageId, isCardCovered }: Draft): Promise<boolean> {
      if (cardMessageId === null || isCardCovered) return false;
      // Workers send these, and know no drafts.
      const since = new Date(Date.now() - KEPT_MS);
      const newer = await db.videoJob.findFirst({
        where: { chatId, createdAt: { gte: since }, messageId: { gt: cardMessageId } },
        select: { id: true },
      });
      return newer === null;
    },

    /** Writes which message shows the draft. */
    async saveCard(id: string, cardMessageId: number | null): Promise<void> {
      await db.draft.updateMany({ where: { id }, data: { cardMessageId, isCardCovered: false } });
    },

    /** Writes that cards of the chat are above a newer message of the bot. */
    async cover({ botId, chatId }: DraftChat, messageId: number): Promise<void> {
      await db.$statement(COVER, [botId, chatId, messageId]);
    },

    /** Ends the draft as ordered. */
    async markOrdered(id: string): Promise<void> {
      await db.draft.updateMany({ where: { id, orderedAt: null }, data: { orderedAt: new Date(), sourceId: null } });
    },

    /** Writes that the person knows that a part of the album came too late. */
    async markLateTold({ id, content }: Draft): Promise<void> {
      await db.draft.updateMany({ where: { id }, data: { content: { ...content, isLateTold: true } } });
    },

    /** Removes a draft that is not ordered. Returns whether there was one. */
    async discard(id: string): Promise<boolean> {
      const { count } = await db.draft.deleteMany({ where: { id, orderedAt: null } });
      return count > 0;
    },

    /** Returns the drafts of a person that are not ordered, in all chats of the bot. */
    async listOpen(botId: string, ownerId: string): Promise<Draft[]> {
      const rows = await db.draft.findMany({ where: { botId, ownerId, orderedAt: null } });
      return rows.flatMap((row) => toDraft(row) ?? []);
    },

    /** Removes all drafts of a person. */
    async discardAll(botId: string, ownerId: string): Promise<void> {
      await db.draft.deleteMany({ where: { botId, ownerId } });
    },

    /** Removes a draft, ordered or not. */
    async remove(id: string): Promise<void> {
      await db.draft.deleteMany({ where: { id } });
    },

    /** Writes which message is beside the card. */
    async saveSideMessage(id: string, sideMessageId: number | null): Promise<void> {
      await db.draft.updateMany({ where: { id }, data: { sideMessageId } });
    },

    /** Gives the drafts of a group the id of its supergroup, where the ids of its messages do not hold. */
    async moveChat(chatId: string, newChatId: string): Promise<void> {
      const data = { chatId: newChatId, cardMessageId: null, orderMessageId: null };
      await db.draft.updateMany({ where: { chatId }, data });
    },

    /** Removes drafts, and the names and words in them, whose time is over. Returns their number. */
    async removeExpired(): Promise<number> {
      const { count } = await db.draft.deleteMany({ where: { expiresAt: { lt: new Date() } } });
      return count;
    },
  };
}

function times() {
  const now = Date.now();
  return { updatedAt: new Date(now), expiresAt: new Date(now + KEPT_MS) };
}
