import type { Database } from '#root/db/client.js';
import { type Batch, Prisma } from '#root/db/generated/client.js';
import { createApiBatches } from '#root/jobs/api-batches.js';

export type { Batch };

/** How many greetings of a batch there are. Those that are in none of the other counts are still open. */
interface BatchCounts {
  total: number;
  ready: number;
  failed: number;
  cancelled: number;
}

/** A batch whose summary is out of date, and what it shall show. */
export interface DueSummary extends BatchCounts {
  batch: Batch;
  /** Names in greetings that failed, the first few. Some may be unknown: a person may have had them deleted. */
  failedNames: string[];
  /** The counts, as the row keeps those that are shown. */
  state: string;
}

export interface ClaimOptions {
  limit: number;
  /** Time until the summary may be edited again, by whichever process, in milliseconds. */
  gapMs: number;
}

export type Batches = ReturnType<typeof createBatches>;

const NAMES = 10;

const columns = Object.values(Prisma.BatchScalarFieldEnum)
  .map((name) => `"Batch"."${name}"`)
  .join(', ');

/**
 * Takes the summaries whose counts have changed, if they may be edited. Another process skips what this one has locked, and
 * finds it later: the time of the next edit is written at once.
 */
const CLAIM = `
  WITH counted AS (
    SELECT "Batch"."id", count(row."id")::int AS "total",
      (count(*) FILTER (WHERE row."status" = 'COMPLETED'))::int AS "ready",
      (count(*) FILTER (WHERE row."status" = 'FAILED'))::int AS "failed",
      (count(*) FILTER (WHERE row."status" = 'CANCELLED'))::int AS "cancelled",
      (array_agg(row."spec"->>'to' ORDER BY row."id") FILTER (
        WHERE row."status" = 'FAILED' AND row."spec"->>'to' IS NOT NULL))[1:${NAMES}] AS "names"
    FROM "Batch" LEFT JOIN "VideoJob" AS row ON row."batchId" = "Batch"."id"
    WHERE "Batch"."botId" = $1 AND "Batch"."summaryDueAt" <= now()
    GROUP BY "Batch"."id"
  ), due AS (
    SELECT counted.*, concat_ws('/', "total", "ready", "failed", "cancelled") AS "state"
    FROM counted
  ), claimed AS (
    SELECT due.* FROM due JOIN "Batch" USING ("id")
    WHERE "Batch"."summaryDueAt" <= now() AND "Batch"."summaryState" IS DISTINCT FROM due."state"
    ORDER BY "Batch"."summaryDueAt" LIMIT $2
    FOR NO KEY UPDATE OF "Batch" SKIP LOCKED
  )
  UPDATE "Batch" SET "summaryDueAt" = now() + $3::int * interval '1 ms'
  FROM claimed WHERE "Batch"."id" = claimed."id"
  RETURNING ${columns}, "total", "ready", "failed", "cancelled", "state", coalesce("names", '{}') AS "failedNames"`;

/** Returns how many greetings of the batch have not ended. */
export function openIn({ total, ready, failed, cancelled }: BatchCounts): number {
  return total - ready - failed - cancelled;
}

/**
 * Reads and writes the rows of batches, and which summaries of them are out of date. Their greetings are read and written by
 * `video-job-batches.ts`. Every method throws UnavailableError if the database cannot be reached.
 */
export function createBatches({ db }: { db: Database }) {
  return {
    ...createApiBatches({ db }),

    /** Returns the row, or undefined if the id is unknown. */
    async find(id: string): Promise<Batch | undefined> {
      return (await db.batch.findUnique({ where: { id } })) ?? undefined;
    },

    /** Returns the batch of a request, or undefined. */
    async findByRequest(requestKey: string): Promise<Batch | undefined> {
      return (await db.batch.findUnique({ where: { requestKey } })) ?? undefined;
    },

    /** Takes up to `limit` summaries of a bot that this process shall show now. */
    async claimSummaries(botId: string, { limit, gapMs }: ClaimOptions): Promise<DueSummary[]> {
      const rows = await db.$statement<Batch & Omit<DueSummary, 'batch'>>(CLAIM, [botId, limit, gapMs]);
      return rows.map(({ total, ready, failed, cancelled, failedNames, state, ...batch }) => {
        return { batch, total, ready, failed, cancelled, failedNames, state };
      });
    },

    /**
     * Writes what a claimed summary shows. If that is the end, it is not claimed again until a greeting of the batch is
     * started anew.
     */
    async saveSummary({ batch, state, ...counts }: DueSummary): Promise<void> {
      const { id, summaryDueAt } = batch;
      const end = openIn(counts) === 0 ? { summaryDueAt: null } : {};
      // The time is another one if a greeting was started anew meanwhile.
      await db.batch.updateMany({ where: { id, summaryDueAt }, data: { summaryState: state, ...end } });
    },

    /**
     * Writes the message that shows the summary, if the row still holds the known one. Returns the id that the row holds
     * afterwards, which may be another process's.
     */
    async saveSummaryMessage(id: string, messageId: number, known: number | null): Promise<number> {
      await db.batch.updateMany({ where: { id, summaryMessageId: known }, data: { summaryMessageId: messageId } });
      const row = await db.batch.findUniqueOrThrow({ where: { id }, select: { summaryMessageId: true } });
      return row.summaryMessageId ?? messageId;
    },

    /** Makes a claimed summary due then, or never with null. */
    async putSummaryOff({ batch: { id, summaryDueAt } }: DueSummary, dueAt: Date | null): Promise<void> {
      await db.batch.updateMany({ where: { id, summaryDueAt }, data: { summaryDueAt: dueAt } });
    },

    /** Makes the summary due now: the person waits for it. */
    async hurrySummary(id: string): Promise<void> {
      await db.batch.updateMany({ where: { id, summaryDueAt: { not: null } }, data: { summaryDueAt: new Date() } });
    },

    /** Gives the batches of a group the id of its supergroup, where the ids of its messages do not hold. */
    async moveChat(chatId: string, newChatId: string): Promise<void> {
      await db.batch.updateMany({ where: { chatId }, data: { chatId: newChatId, summaryMessageId: null } });
    },
  };
}
