import type { Database } from '#root/db/client.js';
import type { VideoJobStatus } from '#root/jobs/video-job.js';

/** Number of open greetings of one status. */
export interface OpenCount {
  status: VideoJobStatus;
  count: number;
  /** Greeting that was ordered first. */
  oldestId: string;
  oldestAt: Date;
}

/** Number of greetings of one status that ended in the same hour, counted back from now. */
export interface EndedCount {
  status: VideoJobStatus;
  hoursAgo: number;
  count: number;
}

/** Number of greetings that failed with one code. */
export interface FailureCount {
  code: string;
  count: number;
}

const MAX_CODES = 6;

/** Counts rows with the indexes that other queries need anyway: a part of `video-jobs.ts`. */
export function createVideoJobOverview({ db }: { db: Database }) {
  return {
    async countOpen(): Promise<OpenCount[]> {
      return db.$queryRaw<OpenCount[]>`
        WITH counted AS (
          SELECT "status", count(*)::int AS "count", min("id") AS "oldestId"
          FROM "VideoJob" WHERE "status" IN ('QUEUED', 'PROCESSING') GROUP BY "status"
        )
        SELECT counted.*, "VideoJob"."createdAt" AS "oldestAt"
        FROM counted JOIN "VideoJob" ON "VideoJob"."id" = "oldestId"`;
    },

    /**
     * Counts the greetings that ended since then, by `updatedAt`. An ended row does not change, except for the id of
     * the message that reports the failure, which is usually stored at once.
     */
    async countEnded({ since, now }: { since: Date; now: Date }): Promise<EndedCount[]> {
      return db.$queryRaw<EndedCount[]>`
        SELECT "status", floor(extract(epoch FROM ${now}::timestamptz - "updatedAt") / 3600)::int AS "hoursAgo",
          count(*)::int AS "count"
        FROM "VideoJob"
        WHERE "status" IN ('COMPLETED', 'FAILED', 'CANCELLED') AND "updatedAt" > ${since} AND "updatedAt" <= ${now}
        GROUP BY 1, 2`;
    },

    /** Returns the time within which 95 % of the greetings completed since then were made, in seconds, if there are any. */
    async latencyP95(since: Date): Promise<number | undefined> {
      const [row] = await db.$queryRaw<{ seconds: number | null }[]>`
        SELECT percentile_cont(0.95) WITHIN GROUP (ORDER BY extract(epoch FROM "finishedAt" - "createdAt")) AS "seconds"
        FROM "VideoJob" WHERE "status" = 'COMPLETED' AND "updatedAt" > ${since}`;
      return row?.seconds ?? undefined;
    },

    /** Returns the most frequent error codes since then, in falling order. */
    async countFailures(since: Date): Promise<FailureCount[]> {
      return db.$queryRaw<FailureCount[]>`
        SELECT "errorCode" AS "code", count(*)::int AS "count"
        FROM "VideoJob" WHERE "status" = 'FAILED' AND "updatedAt" > ${since} AND "errorCode" IS NOT NULL
        GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT ${MAX_CODES}`;
    },
  };
}
