import type { Database } from '#root/db/client.js';
import type { VideoJob as Row, VideoJobRun } from '#root/db/generated/client.js';
import { columns } from '#root/jobs/columns.js';
import { type Allowance, assertWithin, readUsage } from '#root/jobs/usage.js';
import { findScript, type RunId, toVideoJob, type VideoJob } from '#root/jobs/video-job.js';

/** A run that another one has replaced. */
export type EarlierRun = VideoJobRun;

/** Returns the part of a statement that keeps the run of the rows that meet the condition. */
const keepRun = (condition: string) => `
  kept AS (
    INSERT INTO "VideoJobRun" ("videoJobId", "run", "status", "step", "failedStep", "errorCode", "errorMessage", "startedAt", "endedAt")
    SELECT "id", "run", "status", "step", "failedStep", "errorCode", "errorMessage", "startedAt", COALESCE("finishedAt", now())
    FROM "VideoJob" WHERE ${condition}
    ON CONFLICT DO NOTHING
  )`;

// Nothing is left of a removed greeting to make again.
const ENDED = `"id" = $1 AND "status" NOT IN ('QUEUED', 'PROCESSING') AND "removedAt" IS NULL`;
const OPEN_RUN = `"id" = $1 AND "run" = $2 AND "status" IN ('QUEUED', 'PROCESSING')`;

// The next number, because greetings that were ordered meanwhile come first. Prisma cannot assign a default. The summary
// of its batch is shown again, and programs are notified of the next end of the batch.
const START_NEXT_RUN = `
  WITH ${keepRun(ENDED)}, reopened AS (
    UPDATE "Batch" SET "summaryState" = NULL, "summaryDueAt" = CASE WHEN "botId" IS NOT NULL THEN now() END,
      "endDueAt" = CASE WHEN "apiKeyId" IS NOT NULL THEN now() END
    WHERE ("botId" IS NOT NULL OR "apiKeyId" IS NOT NULL) AND "id" = (SELECT "batchId" FROM "VideoJob" WHERE ${ENDED})
  )
  UPDATE "VideoJob"
  SET "run" = "run" + 1, "number" = DEFAULT, "status" = 'QUEUED', "step" = NULL,
    "failedStep" = NULL, "errorCode" = NULL, "errorMessage" = NULL,
    "cancelRequestedAt" = NULL, "startedAt" = NULL, "finishedAt" = NULL, "updatedAt" = now()
  WHERE ${ENDED}
  RETURNING ${columns}`;

const COUNT_ENDED = `
  SELECT count(*)::int AS "count" FROM "VideoJob"
  WHERE "id" = ANY($1) AND "status" NOT IN ('QUEUED', 'PROCESSING') AND "removedAt" IS NULL`;

const REPLACE_RUN = `
  WITH ${keepRun(OPEN_RUN)}
  UPDATE "VideoJob"
  SET "run" = "run" + 1, "step" = NULL,
    "failedStep" = NULL, "errorCode" = NULL, "errorMessage" = NULL, "updatedAt" = now()
  WHERE ${OPEN_RUN}
  RETURNING ${columns}`;

/** Starts new runs and keeps what the earlier ones came to: a part of `video-jobs.ts`. */
export function createNextRuns({ db }: { db: Database }) {
  /** Stores the script of a row that an earlier version ordered without one, so that all steps of its new run agree. */
  async function withScript(row: Row): Promise<VideoJob> {
    const videoJob = toVideoJob(row);
    const script = row.script === null ? findScript(videoJob) : undefined;
    if (script === undefined) return videoJob;
    await db.videoJob.updateMany({ where: { id: row.id }, data: { script } });
    return { ...videoJob, script };
  }

  return {
    /** Starts the next run of a greeting that has ended. Returns its row, or undefined if it has not ended or was removed. */
    async startNextRun(id: string): Promise<VideoJob | undefined> {
      const [row] = await db.$statement<Row>(START_NEXT_RUN, [id]);
      return row === undefined ? undefined : withScript(row);
    },

    /**
     * Starts the next runs of those greetings that have ended, all or none. Returns their rows. Throws LimitError if whoever
     * ordered them would have more open greetings than the allowance.
     */
    async startNextRuns(ids: string[], allowance: Allowance): Promise<VideoJob[]> {
      const rows = await db.$inTurn(allowance.id, async (run) => {
        const [ended] = await run<{ count: number }>(COUNT_ENDED, [ids]);
        assertWithin(allowance, await readUsage(run, allowance), ended?.count ?? 0);
        const started: Row[] = [];
        for (const id of ids) started.push(...(await run<Row>(START_NEXT_RUN, [id])));
        return started;
      });
      return Promise.all(rows.map(withScript));
    },

    /**
     * Replaces a stuck run by the next one and keeps the messages and times. Returns the row, or undefined if the run
     * has ended or is not the current one.
     */
    async replaceRun({ videoJobId, run }: RunId): Promise<VideoJob | undefined> {
      const [row] = await db.$statement<Row>(REPLACE_RUN, [videoJobId, run]);
      return row === undefined ? undefined : withScript(row);
    },

    /** Returns the runs of a greeting before the current one, the latest first. */
    async earlierRuns(videoJobId: string): Promise<EarlierRun[]> {
      return db.videoJobRun.findMany({ where: { videoJobId }, orderBy: { run: 'desc' } });
    },
  };
}
