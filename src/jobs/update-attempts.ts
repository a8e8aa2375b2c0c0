import type { Database } from '#root/db/client.js';

export type UpdateAttempts = ReturnType<typeof createUpdateAttempts>;

// Telegram sends only what is not confirmed, so whatever is older than the first update that it sends was confirmed.
const FIND = `
  WITH confirmed AS (DELETE FROM "UpdateAttempt" WHERE "botId" = $1 AND "updateId" < $2)
  SELECT "updateId", "attempts" FROM "UpdateAttempt" WHERE "botId" = $1 AND "updateId" >= $2 AND "attempts" > 0`;

const BEGIN = `
  WITH ended AS (DELETE FROM "UpdateAttempt" WHERE "botId" = $1 AND "updateId" = ANY($3::int[]))
  INSERT INTO "UpdateAttempt" ("botId", "updateId", "attempts") SELECT $1, unnest($2::int[]), 1
  ON CONFLICT ("botId", "updateId") DO UPDATE SET "attempts" = "UpdateAttempt"."attempts" + 1`;

const END = `
  WITH ended AS (DELETE FROM "UpdateAttempt" WHERE "botId" = $1 AND "updateId" = ANY($2::int[]))
  UPDATE "UpdateAttempt" SET "attempts" = "attempts" - 1 WHERE "botId" = $1 AND "updateId" = ANY($3::int[])`;

/**
 * Counts how often a bot began to handle an update. The count of an update that ended in any orderly way goes down, so
 * what remains is how often the process died meanwhile.
 */
export function createUpdateAttempts({ db }: { db: Database }) {
  return {
    /** Returns the counts above 0 by update id, from the oldest unconfirmed update on. Forgets those before it. */
    async find(botId: number, oldest: number): Promise<Map<number, number>> {
      const rows = await db.$statement<{ updateId: number; attempts: number }>(FIND, [String(botId), oldest]);
      return new Map(rows.map(({ updateId, attempts }) => [updateId, attempts]));
    },

    /** Counts one more attempt of these updates, and forgets those that have ended. */
    async begin(botId: number, updateIds: number[], ended: number[]): Promise<void> {
      await db.$statement(BEGIN, [String(botId), updateIds, ended]);
    },

    /** Forgets the updates that have ended, and takes the last attempt of the others back. */
    async end(botId: number, ended: number[], unfinished: number[]): Promise<void> {
      await db.$statement(END, [String(botId), ended, unfinished]);
    },
  };
}
