import { randomInt } from 'node:crypto';
import pLimit from 'p-limit';
import { createAdvisoryLock } from '#root/db/advisory-lock.js';
import type { Database } from '#root/db/client.js';
import { DatabaseUnavailableError } from '#root/errors.js';
import { CLAIM, END, FORGET, JOIN, OLDEST, PUT_OFF, RECOVER, STORE } from '#root/jobs/inbox-statements.js';
import type { Logger } from '#root/logger.js';

export interface NewUpdate {
  updateId: number;
  /** Chat, or person of an inline query, whose updates are handled in their order. */
  chatId: string;
  /** Album that the message belongs to. */
  albumId: string | null;
  content: object;
}

/** Updates that this process handles together: those of an album, or a single one. */
export interface Claim {
  chatId: string;
  albumId: string | null;
  /** In the order of their ids. */
  updateIds: number[];
  /** What Telegram sent, in the same order. */
  contents: object[];
  /** How often a process died while it handled them. */
  deaths: number;
  /** How often handling them failed for a reason that passes. */
  failures: number;
  /** Time since the first of them was stored, in seconds. */
  seconds: number;
}

export interface InboxOptions {
  db: Database;
  databaseUrl: string;
  logger: Logger;
  botId: string;
}

interface Row {
  updateId: number;
  chatId: string;
  albumId: string | null;
  content: string;
  deaths: number;
  failures: number;
  seconds: number;
}

export type Inbox = ReturnType<typeof createInbox>;

/** No more of an album is expected after this time. Over a slow line most parts arrive up to two seconds apart. */
export const ALBUM_MS = 2_500;
// Telegram keeps an update for a day: https://core.telegram.org/bots/api#getting-updates
const REMEMBERED_HOURS = 48;
// A process that does not say for this time that it lives is frozen, or its machine has vanished.
const EXPIRES_MS = 20_000;

/**
 * Creates this process's access to the inbox of a bot, which several processes may share. Every method throws
 * `DatabaseUnavailableError` if the database is unavailable.
 */
export function createInbox({ db, databaseUrl, logger, botId }: InboxOptions) {
  // Positive, as PostgreSQL's integers and its ids of locks are.
  const holder = randomInt(1, 2 ** 31);
  const lock = createAdvisoryLock({ databaseUrl, id: holder, logger, expiresMs: EXPIRES_MS });
  /** Updates that this process handles. */
  const held = new Set<number>();
  // So that `recover` knows everything that this process has taken.
  const oneByOne = pLimit(1);

  const take = (text: string, values: unknown[]) =>
    oneByOne(async () => {
      const rows = await db.$statement<Row>(text, values);
      for (const { updateId } of rows) held.add(updateId);
      return claimsOf(rows);
    });

  async function release(updateIds: number[], text: string, ...values: unknown[]): Promise<void> {
    await db.$statement(text, [botId, holder, updateIds, ...values]);
    for (const updateId of updateIds) held.delete(updateId);
  }

  const storeAll = shareStatements(async (updates: NewUpdate[]) => {
    // In one order, so that processes that store the same updates do not wait for each other in a circle.
    const sorted = updates.toSorted((a, b) => a.updateId - b.updateId);
    await db.$statement(STORE, [
      botId,
      sorted.map(({ updateId }) => updateId),
      sorted.map(({ chatId }) => chatId),
      sorted.map(({ albumId }) => albumId),
      // No character is lost, not even one that PostgreSQL has no place for: JSON escapes it.
      sorted.map(({ content }) => JSON.stringify(content)),
      ALBUM_MS,
    ]);
  });
  const endAll = shareStatements((updateIds: number[]) => release(updateIds, END));

  return {
    /** Stores those of the updates that are new. Afterwards they may be confirmed. */
    store: storeAll,

    /** Takes up to `limit` claims that may be handled now, one a chat. */
    claim: (limit: number): Promise<Claim[]> => take(CLAIM, [botId, holder, limit, false]),

    /** Takes the least suspect of the updates that a process died of. */
    claimSuspect: async (): Promise<Claim | undefined> => (await take(CLAIM, [botId, holder, 1, true]))[0],

    /** Takes more updates of a chat's album. Returns undefined if no more have arrived. They end with their own claim. */
    join: async (chatId: string, albumId: string): Promise<Claim | undefined> =>
      (await take(JOIN, [botId, holder, chatId, albumId]))[0],

    /** Ends a claim: only its ids stay, so that a redelivered update is known. */
    end: ({ updateIds }: Pick<Claim, 'updateIds'>): Promise<void> => endAll(updateIds),

    /** Leaves a claim to a later try, in milliseconds from now. */
    putOff: ({ updateIds }: Pick<Claim, 'updateIds'>, delayMs: number): Promise<void> =>
      oneByOne(() => release(updateIds, PUT_OFF, delayMs)),

    /**
     * Says that this process lives, and frees what others held that have died. To be called every few seconds, and nothing may
     * be claimed after it has failed. Returns whether there are updates that a process died of.
     */
    recover: (): Promise<{ hasSuspects: boolean }> =>
      oneByOne(async () => {
        if (!(await lock.hold())) throw new DatabaseUnavailableError('DATABASE_UNAVAILABLE', 'The lock is not held');
        const [found] = await db.$statement<{ hasSuspects: boolean }>(RECOVER, [botId, holder, [...held]]);
        return { hasSuspects: found?.hasSuspects === true };
      }),

    /** Returns the age of the oldest update that is not handled yet, in seconds; 0 if there is none. */
    async oldestSeconds(): Promise<number> {
      const [oldest] = await db.$statement<{ seconds: number | null }>(OLDEST, [botId]);
      return oldest?.seconds ?? 0;
    },

    /** Removes the ids of updates that Telegram no longer delivers. */
    async forget(): Promise<void> {
      await db.$statement(FORGET, [botId, REMEMBERED_HOURS]);
    },

    /** Frees the claims that have not ended, for other processes. */
    async close(): Promise<void> {
      held.clear();
      await db.$statement(RECOVER, [botId, holder, []]).finally(() => lock.release());
    },
  };
}

/** Returns the work for one call at a time. Calls that come while an earlier one runs share the next one. */
function shareStatements<Item>(work: (items: Item[]) => Promise<void>): (items: readonly Item[]) => Promise<void> {
  const oneByOne = pLimit(1);
  let waiting: { items: Item[]; done: Promise<void> } | undefined;
  return (items) => {
    if (waiting === undefined) {
      const shared: Item[] = [];
      const done = oneByOne(() => {
        waiting = undefined;
        return work(shared);
      });
      waiting = { items: shared, done };
    }
    waiting.items.push(...items);
    return waiting.done;
  };
}

/** Groups rows by their chat, because a process takes one claim of a chat at a time. */
function claimsOf(rows: readonly Row[]): Claim[] {
  const claims = new Map<string, Claim>();
  for (const { updateId, content, ...row } of rows.toSorted((a, b) => a.updateId - b.updateId)) {
    const claim = claims.get(row.chatId) ?? { ...row, updateIds: [], contents: [] };
    claim.updateIds.push(updateId);
    claim.contents.push(JSON.parse(content));
    claims.set(row.chatId, claim);
  }
  return [...claims.values()];
}
