import type { Database } from '#root/db/client.js';
import { Prisma, type VideoJob as Row } from '#root/db/generated/client.js';
import type { Video } from '#root/greeting/artifacts.js';
import { type Failure, type Outcome, openRun, type RunId, toVideoJob, type VideoJob } from '#root/jobs/video-job.js';

const MESSAGE_LENGTH = 1_000;

/** Names of all columns. A prepared statement with `*` fails as soon as a migration adds a column. */
const columns = Prisma.raw(
  Object.values(Prisma.VideoJobScalarFieldEnum)
    .map((name) => `"${name}"`)
    .join(', '),
);

/**
 * Reads and writes the row for the steps of a run: a part of `video-jobs.ts`. Statements that every greeting needs are
 * plain SQL if that halves the cost of Prisma's own update (`npm run bench -- flow`).
 */
export function createVideoJobRuns({ db }: { db: Database }) {
  const beginning = new Map<string, Promise<VideoJob | undefined>>();

  /** Begins the step in one statement, to save a round trip. Only the first of several jobs of a step writes. */
  async function begin({ videoJobId, run }: RunId, step: string): Promise<VideoJob | undefined> {
    const [row] = await db.$queryRaw<Row[]>`
      WITH begun AS (
        UPDATE "VideoJob"
        SET "status" = 'PROCESSING', "step" = ${step}, "startedAt" = COALESCE("startedAt", now()), "updatedAt" = now()
        WHERE "id" = ${videoJobId} AND "run" = ${run}
          AND ("status" = 'QUEUED' OR ("status" = 'PROCESSING' AND "step" IS DISTINCT FROM ${step}))
        RETURNING ${columns}
      )
      SELECT * FROM begun
      UNION ALL
      SELECT ${columns} FROM "VideoJob"
      WHERE "id" = ${videoJobId} AND "run" = ${run} AND "status" IN ('QUEUED', 'PROCESSING')
        AND NOT EXISTS (SELECT FROM begun)`;
    return row === undefined ? undefined : toVideoJob(row);
  }

  return {
    /**
     * Writes the step that starts, and PROCESSING. Returns the row, or undefined if the run is not the current one or
     * has ended.
     */
    async beginStep(run: RunId, step: string): Promise<VideoJob | undefined> {
      // Jobs of the same step that start together share one query.
      const key = `${run.videoJobId}-${run.run}-${step}`;
      const pending = beginning.get(key) ?? begin(run, step).finally(() => beginning.delete(key));
      beginning.set(key, pending);
      return pending;
    },

    /** Writes the first cause of a run's failure. Later causes are ignored. */
    async recordFailure(run: RunId, { step, code, message }: Failure): Promise<void> {
      await db.videoJob.updateMany({
        where: { ...openRun(run), failedStep: null },
        data: { failedStep: step, errorCode: code, errorMessage: storable(message) },
      });
    },

    /** Writes the keys of the finished video and its poster, and its duration. */
    async saveVideo(run: RunId, video: Pick<Video, 'videoKey' | 'posterKey' | 'durationMs'>): Promise<void> {
      const { videoKey, posterKey, durationMs } = video;
      const data = { videoKey, posterKey, durationMs: Math.round(durationMs) };
      await db.videoJob.updateMany({ where: openRun(run), data });
    },

    /**
     * Writes the id of the message that will become the video, if the row still holds the known one. Returns the id
     * that the row holds afterwards, which may be another worker's, or undefined if the run has ended.
     */
    async saveMessage(run: RunId, messageId: number, known: number | null): Promise<number | undefined> {
      await db.videoJob.updateMany({ where: { ...openRun(run), messageId: known }, data: { messageId } });
      const row = await db.videoJob.findFirst({ where: openRun(run), select: { messageId: true } });
      return row?.messageId ?? undefined;
    },

    /**
     * Writes the id of the chat's progress message, if the row still holds the known one. Returns the id that the row
     * holds afterwards, which may be another worker's.
     */
    async saveProgressMessage(id: string, progressMessageId: number, known: number | null): Promise<number> {
      await db.videoJob.updateMany({ where: { id, progressMessageId: known }, data: { progressMessageId } });
      const row = await db.videoJob.findUniqueOrThrow({ where: { id }, select: { progressMessageId: true } });
      return row.progressMessageId ?? progressMessageId;
    },

    /** Returns Telegram's id of the same video, uploaded for an earlier greeting, or null. */
    async findTelegramFile(videoKey: string): Promise<string | null> {
      const row = await db.videoJob.findFirst({
        where: { videoKey, telegramFileId: { not: null } },
        select: { telegramFileId: true },
      });
      return row?.telegramFileId ?? null;
    },

    /** Ends the run. Returns false if it had ended already. */
    async finish({ videoJobId, run }: RunId, outcome: Outcome): Promise<boolean> {
      const { status, videoKey, messageId, telegramFileId, failedStep, errorCode, errorMessage } = endColumns(outcome);
      const now = new Date();
      const written = await db.$executeRaw`
        UPDATE "VideoJob"
        SET "status" = ${status}::"VideoJobStatus", "finishedAt" = ${now}, "updatedAt" = ${now},
          "videoKey" = COALESCE(${videoKey}, "videoKey"), "messageId" = COALESCE(${messageId}, "messageId"),
          "telegramFileId" = COALESCE(${telegramFileId}, "telegramFileId"),
          "failedStep" = ${failedStep}, "errorCode" = ${errorCode}, "errorMessage" = ${errorMessage}
        WHERE "id" = ${videoJobId} AND "run" = ${run} AND "status" IN ('QUEUED', 'PROCESSING')`;
      return written > 0;
    },
  };
}

/** Returns the columns to write when a run ends. A null key or id leaves the value that a step has written. */
function endColumns(outcome: Outcome) {
  const unchanged = { videoKey: null, messageId: null, telegramFileId: null };
  const noFailure = { failedStep: null, errorCode: null, errorMessage: null };
  if (outcome.status === 'COMPLETED') {
    const { status, videoKey, messageId = null, telegramFileId = null } = outcome;
    return { status, videoKey, messageId, telegramFileId, ...noFailure };
  }
  const { step, code, message } = outcome.failure;
  return { status: outcome.status, ...unchanged, failedStep: step, errorCode: code, errorMessage: storable(message) };
}

/** Returns the message as it can be stored: cut, and without U+0000, which PostgreSQL's text cannot hold. */
function storable(message: string): string {
  return message.replaceAll('\0', '').slice(0, MESSAGE_LENGTH);
}
