import type { Database } from '#root/db/client.js';
import { type Batch, Prisma } from '#root/db/generated/client.js';
import { type Metadata, toVideoJob, type VideoJob, type VideoJobStatus } from '#root/jobs/video-job.js';
import type { RejectedRow } from '#root/jobs/video-job-batches.js';

/** A batch that a program has ordered, and how many greetings of it have each status. Deleted ones count. */
export interface ApiBatch extends Omit<Batch, 'rejected' | 'metadata'> {
  metadata: Metadata | null;
  rejected: RejectedRow[] | null;
  counts: Record<VideoJobStatus, number>;
  /** When the last of its greetings ended. Null while one is open. */
  finishedAt: Date | null;
}

export interface BatchItemsRequest {
  status?: VideoJobStatus | undefined;
  /** Id of the greeting after which the page begins. */
  afterId?: string | undefined;
  limit: number;
}

const batchColumns = Object.values(Prisma.BatchScalarFieldEnum)
  .map((name) => `"Batch"."${name}"`)
  .join(', ');

const select = (condition: string) => `
  SELECT ${batchColumns}, counted."counts", counted."finishedAt"
  FROM "Batch", LATERAL (
    SELECT jsonb_object_agg("status", "count") AS "counts",
      CASE WHEN bool_and("status" NOT IN ('QUEUED', 'PROCESSING')) THEN max("last") END AS "finishedAt"
    FROM (
      SELECT "status", count(*) AS "count", max("finishedAt") AS "last"
      FROM "VideoJob" WHERE "batchId" = "Batch"."id" GROUP BY "status"
    ) AS each
  ) AS counted
  WHERE "apiKeyId" = $1 AND ${condition}`;

const FIND = select('"Batch"."id" = $2');

// An unknown id has no time, and nothing is less.
const PAGE = `${select(`($2::text IS NULL OR ("createdAt", "Batch"."id") < (
    SELECT "createdAt", "id" FROM "Batch" WHERE "id" = $2 AND "apiKeyId" = $1))`)}
  ORDER BY "createdAt" DESC, "Batch"."id" DESC LIMIT $3`;

const none: ApiBatch['counts'] = { QUEUED: 0, PROCESSING: 0, COMPLETED: 0, FAILED: 0, CANCELLED: 0 };

/** Reads the batches that a key of the HTTP API has ordered: a part of `batches.ts`. */
export function createApiBatches({ db }: { db: Database }) {
  const read = async (statement: string, values: unknown[]): Promise<ApiBatch[]> => {
    const rows = await db.$statement<ApiBatch>(statement, values);
    return rows.map((row) => ({ ...row, counts: { ...none, ...row.counts } }));
  };

  /** Returns one page of the greetings of a batch in the order of its rows, without deleted ones, and whether more follow. */
  async function itemsOf(batchId: string, { status, afterId, limit }: BatchItemsRequest) {
    const rows = await db.videoJob.findMany({
      where: {
        batchId,
        removedAt: null,
        ...(status === undefined ? {} : { status }),
        ...(afterId === undefined ? {} : { id: { gt: afterId } }),
      },
      orderBy: { id: 'asc' },
      take: limit + 1,
    });
    return { videoJobs: rows.slice(0, limit).map(toVideoJob), hasMore: rows.length > limit };
  }

  return {
    itemsOf,

    /** Returns the batch, or undefined if the key has no such batch. */
    async findOfKey(apiKeyId: string, id: string): Promise<ApiBatch | undefined> {
      const [batch] = await read(FIND, [apiKeyId, id]);
      return batch;
    },

    /** Returns one page of batches, the newest first, and whether older ones follow. */
    async pageOfKey(apiKeyId: string, { olderThan, limit }: { olderThan?: string | undefined; limit: number }) {
      const batches = await read(PAGE, [apiKeyId, olderThan ?? null, limit + 1]);
      return { batches: batches.slice(0, limit), hasOlder: batches.length > limit };
    },

    /** Returns all greetings of a batch in the order of its rows, a few at a time from the database, without deleted ones. */
    async *eachItemOf(batchId: string, portion = 100): AsyncGenerator<VideoJob> {
      let afterId: string | undefined;
      for (;;) {
        const { videoJobs, hasMore } = await itemsOf(batchId, { afterId, limit: portion });
        yield* videoJobs;
        if (!hasMore) return;
        afterId = videoJobs.at(-1)?.id;
      }
    },
  };
}
