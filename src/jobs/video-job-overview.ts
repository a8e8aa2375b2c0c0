import type { Database } from '#root/db/client.js';
import type { VideoJobStatus } from '#root/jobs/video-job.js';

/** Greetings that are open, by status. */
export interface OpenCount {
  status: VideoJobStatus;
  count: number;
  /** The one that was asked for first. */
  oldestId: string;
  oldestAt: Date;
}

/** Greetings that ended so many whole hours ago, by status. */
export interface EndedCount {
  status: VideoJobStatus;
  hoursAgo: number;
  count: number;
}

/** How often greetings failed with a code. */
export interface FailureCount {
  code: string;
  count: number;
}

const MOST_CODES = 6;

/** Counting of rows, by indexes that other questions need anyway: a part of `video-jobs.ts`. */
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

    /** Counts what ended since then; a row that has ended is not touched again, so `updatedAt` tells when that was. */
    async countEnded({ since, now }: { since: Date; now: Date }): Promise<EndedCount[]> {
      return db.$queryRaw<EndedCount[]>`
        SELECT "status", floor(extract(epoch FROM ${now}::timestamptz - "updatedAt") / 3600)::int AS "hoursAgo",
          count(*)::int AS "count"
        FROM "VideoJob"
        WHERE "status" IN ('COMPLETED', 'FAILED', 'CANCELLED') AND "updatedAt" > ${since} AND "updatedAt" <= ${now}
        GROUP BY 1, 2`;
    },

    /** Returns the codes with which most greetings failed since then, the most frequent first. */
    async countFailures(since: Date): Promise<FailureCount[]> {
      return db.$queryRaw<FailureCount[]>`
        SELECT "errorCode" AS "code", count(*)::int AS "count"
        FROM "VideoJob" WHERE "status" = 'FAILED' AND "updatedAt" > ${since} AND "errorCode" IS NOT NULL
        GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT ${MOST_CODES}`;
    },
  };
}
