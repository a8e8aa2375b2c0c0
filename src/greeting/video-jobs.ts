import type { Database } from '#root/db/client.js';
import { isUniqueViolation } from '#root/db/errors.js';
import { type VideoJob as Row, VideoJobStatus as Status } from '#root/db/generated/client.js';
import type { Video } from '#root/greeting/artifacts.js';
import {
  endColumns,
  type Failure,
  type NewVideoJob,
  type Outcome,
  type RunId,
  storable,
  toVideoJob,
  type VideoJob,
} from '#root/greeting/video-job.js';
import { createVideoJobLists, OPEN } from '#root/greeting/video-job-lists.js';
import { createVideoJobOverview } from '#root/greeting/video-job-overview.js';

export type VideoJobs = ReturnType<typeof createVideoJobs>;

/**
 * The only place that reads and writes VideoJob rows. A row that has ended never changes again, except by a new run.
 * Every method throws UnavailableError where the database is away. What every greeting passes is plain SQL where that
 * costs half of what Prisma's own update does: see `npm run bench -- flow`.
 */
export function createVideoJobs({ db }: { db: Database }) {
  const openRun = ({ videoJobId, run }: RunId) => ({ id: videoJobId, run, status: { in: OPEN } });

  const beginning = new Map<string, Promise<VideoJob | undefined>>();

  /** One statement, because every round trip counts; only the first step of a name has something to write. */
  async function begin({ videoJobId, run }: RunId, step: string): Promise<VideoJob | undefined> {
    const [row] = await db.$queryRaw<Row[]>`
      WITH begun AS (
        UPDATE "VideoJob"
        SET "status" = 'PROCESSING', "step" = ${step}, "startedAt" = COALESCE("startedAt", now()), "updatedAt" = now()
        WHERE "id" = ${videoJobId} AND "run" = ${run}
          AND ("status" = 'QUEUED' OR ("status" = 'PROCESSING' AND "step" IS DISTINCT FROM ${step}))
        RETURNING *
      )
      SELECT * FROM begun
      UNION ALL
      SELECT * FROM "VideoJob"
      WHERE "id" = ${videoJobId} AND "run" = ${run} AND "status" IN ('QUEUED', 'PROCESSING')
        AND NOT EXISTS (SELECT FROM begun)`;
    return row === undefined ? undefined : toVideoJob(row);
  }

  return {
    ...createVideoJobLists({ db }),
    ...createVideoJobOverview({ db }),

    /** Stores a request; the same `requestKey` again returns the row of the first one. */
    async create({
      spec,
      chatId,
      requestKey,
      progressMessageId,
    }: NewVideoJob): Promise<{ videoJob: VideoJob; created: boolean }> {
      const data = {
        spec,
        chatId: chatId ?? null,
        requestKey: requestKey ?? null,
        progressMessageId: progressMessageId ?? null,
      };
      try {
        return { videoJob: toVideoJob(await db.videoJob.create({ data })), created: true };
      } catch (error) {
        if (requestKey == null || !isUniqueViolation(error)) throw error;
        const earlier = await db.videoJob.findUniqueOrThrow({ where: { requestKey } });
        return { videoJob: toVideoJob(earlier), created: false };
      }
    },

    /** Returns the row, or undefined. */
    async find(id: string): Promise<VideoJob | undefined> {
      const row = await db.videoJob.findUnique({ where: { id } });
      return row === null ? undefined : toVideoJob(row);
    },

    /**
     * Notes that a step of this run starts: PROCESSING from the first one on. Returns the row, or undefined where the
     * run is not the current one or has ended, so that there is nothing left to do.
     */
    async beginStep(run: RunId, step: string): Promise<VideoJob | undefined> {
      // Steps of the same name run side by side: one question is enough for those that start together.
      const key = `${run.videoJobId}-${run.run}-${step}`;
      const asked = beginning.get(key) ?? begin(run, step).finally(() => beginning.delete(key));
      beginning.set(key, asked);
      return asked;
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

    /** Ends the greeting as CANCELLED. Returns whether it was still open. */
    async cancel(id: string): Promise<boolean> {
      const now = new Date();
      const { count } = await db.videoJob.updateMany({
        where: { id, status: { in: OPEN } },
        data: { status: Status.CANCELLED, cancelRequestedAt: now, finishedAt: now },
      });
      return count > 0;
    },

    /** Returns how many open rows nothing has touched since then. */
    async countStuck(since: Date): Promise<number> {
      return db.videoJob.count({ where: { status: { in: OPEN }, updatedAt: { lt: since } } });
    },

    /** Returns the newest open greeting of a chat, or undefined. */
    async findOpenInChat(chatId: string): Promise<VideoJob | undefined> {
      const row = await db.videoJob.findFirst({
        where: { chatId, status: { in: OPEN } },
        orderBy: { createdAt: 'desc' },
      });
      return row === null ? undefined : toVideoJob(row);
    },

    /**
     * Replaces a run that can no longer move by the next one; what is known of message and times stays. Returns the row,
     * or undefined where the run has ended or is not the current one.
     */
    async replaceRun(run: RunId): Promise<VideoJob | undefined> {
      const [row] = await db.videoJob.updateManyAndReturn({
        where: openRun(run),
        data: { run: { increment: 1 }, step: null, failedStep: null, errorCode: null, errorMessage: null },
      });
      return row === undefined ? undefined : toVideoJob(row);
    },

    /** Opens the next run of a greeting that has ended. Returns its row, or undefined where it has not ended. */
    async startNextRun(id: string): Promise<VideoJob | undefined> {
      const [row] = await db.videoJob.updateManyAndReturn({
        where: { id, status: { notIn: OPEN } },
        data: {
          run: { increment: 1 },
          status: Status.QUEUED,
          step: null,
          failedStep: null,
          errorCode: null,
          errorMessage: null,
          cancelRequestedAt: null,
          startedAt: null,
          finishedAt: null,
        },
      });
      return row === undefined ? undefined : toVideoJob(row);
    },
  };
}
