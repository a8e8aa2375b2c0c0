import type { Database } from '#root/db/client.js';
import { Prisma, type VideoJob as Row } from '#root/db/generated/client.js';
import type { Video } from '#root/greeting/artifacts.js';
import { type Failure, type Outcome, openRun, type RunId, toVideoJob, type VideoJob } from '#root/jobs/video-job.js';

const MESSAGE_LENGTH = 1_000;

/** A row's columns by name: a statement that a process has prepared with `*` fails from when a migration adds one. */
const columns = Prisma.raw(
  Object.values(Prisma.VideoJobScalarFieldEnum)
    .map((name) => `"${name}"`)
    .join(', '),
);

/**
 * What the steps of a run read and write of its row. What every greeting passes is plain SQL where that costs half of what
 * Prisma's own update does: see `npm run bench -- flow`.
 */
export function createVideoJobRuns({ db }: { db: Database }) {
  const beginning = new Map<string, Promise<VideoJob | undefined>>();

  /** One statement, because every round trip counts; only the first step of a name has something to write. */
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
     * Notes that a step of this run starts: PROCESSING from the first one on. Returns the row, or undefined where the
     * run is not the current one or has ended, so that there is nothing left to do.
     */
    async beginStep(run: RunId, step: string): Promise<VideoJob | undefined> {
      // Steps of the same name run side by side: one question is enough for those that start together.
      const key = `${run.videoJobId}-${run.run}-${step}`;
      const pending = beginning.get(key) ?? begin(run, step).finally(() => beginning.delete(key));
      beginning.set(key, pending);
      return pending;
    },

    /** Keeps the first cause of a run's failure; later ones change nothing. */
    async recordFailure(run: RunId, { step, code, message }: Failure): Promise<void> {
      await db.videoJob.updateMany({
        where: { ...openRun(run), failedStep: null },
        data: { failedStep: step, errorCode: code, errorMessage: storable(message) },
      });
    },

    /** Keeps where the finished video and its picture are, and how long it is. */
    async saveVideo(run: RunId, video: Pick<Video, 'videoKey' | 'posterKey' | 'durationMs'>): Promise<void> {
      const { videoKey, posterKey, durationMs } = video;
      const data = { videoKey, posterKey, durationMs: Math.round(durationMs) };
      await db.videoJob.updateMany({ where: openRun(run), data });
    },

    /**
     * Keeps the id of the message that is to become the video, in place of the one known before. Of two workers at the
     * same step one wins: returns the message that counts, or undefined where the run is over.
     */
    async saveMessage(run: RunId, messageId: number, known: number | null): Promise<number | undefined> {
      await db.videoJob.updateMany({ where: { ...openRun(run), messageId: known }, data: { messageId } });
      const row = await db.videoJob.findFirst({ where: openRun(run), select: { messageId: true } });
      return row?.messageId ?? undefined;
    },

    /**
     * Keeps the id of the message that tells the chat how its greeting goes, in place of the one known before. Of two
     * workers one wins: returns the message that counts.
     */
    async saveProgressMessage(id: string, progressMessageId: number, known: number | null): Promise<number> {
      await db.videoJob.updateMany({ where: { id, progressMessageId: known }, data: { progressMessageId } });
      const row = await db.videoJob.findUniqueOrThrow({ where: { id }, select: { progressMessageId: true } });
      return row.progressMessageId ?? progressMessageId;
    },

    /** Returns Telegram's name for a file that an earlier greeting uploaded with the same content, or null. */
    async findTelegramFile(videoKey: string): Promise<string | null> {
      const row = await db.videoJob.findFirst({
        where: { videoKey, telegramFileId: { not: null } },
        select: { telegramFileId: true },
      });
      return row?.telegramFileId ?? null;
    },

    /** Ends the run. Returns whether it was still open. */
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

/** What is written into a row when its run ends; null leaves what a step has written there. */
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

/** The message as it can be stored: PostgreSQL's text cannot hold U+0000, and no one reads more than this. */
function storable(message: string): string {
  return message.replaceAll('\0', '').slice(0, MESSAGE_LENGTH);
}
