import { randomBytes } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import type { Database } from '#root/db/client.js';
import type { Draft as Row } from '#root/db/generated/client.js';
import { type Draft, type DraftContent, type NewDraft, storable, toDraft } from '#root/jobs/draft.js';
import { createDraftSearch, type DraftChat } from '#root/jobs/draft-search.js';
import { CHANGE, COVER, CREATE, FIND, MARK_ORDERED, SAVE_CARD } from '#root/jobs/draft-statements.js';

export type Drafts = ReturnType<typeof createDrafts>;

// Telegram may deliver what filled a draft again for a day.
const KEPT_MS = 24 * 3_600_000;

/**
 * Reads and writes Draft rows. No other code does. Every method throws UnavailableError if the database cannot be
 * reached.
 */
export function createDrafts({ db }: { db: Database }) {
  async function find(id: string): Promise<Draft | undefined> {
    return toDraft((await db.$statement<Row>(FIND, [id]))[0]);
  }

  /** Returns the draft, or undefined if a draft like it was stored before. */
  async function insert({ content, ...draft }: NewDraft): Promise<Draft | undefined> {
    const { botId, ownerId, chatId, messageThreadId, orderMessageId, part = 0, sourceId = null, language } = draft;
    const id = randomBytes(8).toString('base64url');
    const place = [botId, ownerId, chatId, messageThreadId, orderMessageId, part, sourceId];
    const values = [id, ...place, language, JSON.stringify(storable(content)), ...times()];
    return toDraft((await db.$statement<Row>(CREATE, values))[0]);
  }

  /**
   * Writes the content, and the language of the person, if the draft still has the known revision and is not ordered.
   * Returns the row afterwards, with `isChanged` false if it had changed before, or undefined if there is none.
   */
  async function change(
    { id, rev, language }: Pick<Draft, 'id' | 'rev' | 'language'>,
    content: DraftContent,
  ): Promise<{ draft: Draft; isChanged: boolean } | undefined> {
    const values = [id, rev, JSON.stringify(storable(content)), language, ...times()];
    const [row] = await db.$statement<Row>(CHANGE, values);
    const draft = row === undefined ? await find(id) : toDraft(row);
    return draft && { draft, isChanged: row !== undefined };
  }

  return {
    ...createDraftSearch({ db }),
    find,
    change,

    /** Stores a draft. If one began with the same part of the same message, returns that one. */
    async create({ part = 0, ...draft }: NewDraft): Promise<Draft> {
      const created = await insert({ ...draft, part });
      if (created !== undefined) return created;
      const { botId, chatId, orderMessageId } = draft;
      return toDraft(await db.draft.findFirstOrThrow({ where: { botId, chatId, orderMessageId, part } })) as Draft;
    },

    /** Stores a draft that changes a copy of a greeting. If the person has one open, that one begins anew. */
    async createCopy({ content, ...draft }: NewDraft & { sourceId: string }): Promise<Draft> {
      const { botId, chatId, ownerId, sourceId, language } = draft;
      const where = { botId, chatId, ownerId, sourceId };
      // Earlier versions leave the id in drafts that they order.
      await db.draft.updateMany({ where: { ...where, orderedAt: { not: null } }, data: { sourceId: null } });
      const created = await insert({ ...draft, content });
      if (created !== undefined) return created;
      const known = toDraft(await db.draft.findFirstOrThrow({ where })) as Draft;
      // A press that is handled again does not make the buttons of the first time old.
      if (known.language === language && isDeepStrictEqual(known.content, storable(content))) return known;
      return (await change({ ...known, language }, storable(content)))?.draft ?? known;
    },

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
      await db.$statement(SAVE_CARD, [id, cardMessageId]);
    },

    /** Writes that cards of the chat are above a newer message of the bot. */
    async cover({ botId, chatId }: DraftChat, messageId: number): Promise<void> {
      await db.$statement(COVER, [botId, chatId, messageId]);
    },

    /** Ends the draft as ordered. */
    async markOrdered(id: string): Promise<void> {
      await db.$statement(MARK_ORDERED, [id]);
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

/** Returns when a draft changes, and when its time is over. */
function times(): [Date, Date] {
  const now = Date.now();
  return [new Date(now), new Date(now + KEPT_MS)];
}
