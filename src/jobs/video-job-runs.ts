import type { Database } from '#root/db/client.js';
import type { VideoJob as Row } from '#root/db/generated/client.js';
import type { Video } from '#root/greeting/artifacts.js';
import { columns } from '#root/jobs/columns.js';
import {
  type Failure,
  type Outcome,
  openRun,
  type RunId,
  type SpeechVoice,
  speechVoiceOf,
  toVideoJob,
  type VideoJob,
} from '#root/jobs/video-job.js';

const MESSAGE_LENGTH = 1_000;

// Begins the step in one statement, to save a round trip. Only the first of several jobs of a step writes.
const BEGIN = `
  WITH begun AS (
    UPDATE "VideoJob"
    SET "status" = 'PROCESSING', "step" = $3, "startedAt" = COALESCE("startedAt", now()), "updatedAt" = now()
    WHERE "id" = $1 AND "run" = $2
      AND ("status" = 'QUEUED' OR ("status" = 'PROCESSING' AND "step" IS DISTINCT FROM $3))
    RETURNING ${columns}
  )
  SELECT * FROM begun
  UNION ALL
  SELECT ${columns} FROM "VideoJob"
  WHERE "id" = $1 AND "run" = $2 AND "status" IN ('QUEUED', 'PROCESSING') AND NOT EXISTS (SELECT FROM begun)`;

// A null key or id leaves the value that a step has written.
const FINISH = `
  UPDATE "VideoJob"
  SET "status" = $3::"VideoJobStatus", "finishedAt" = now(), "updatedAt" = now(),
    "videoKey" = COALESCE($4, "videoKey"), "messageId" = COALESCE($5, "messageId"),
    "telegramFileId" = COALESCE($6, "telegramFileId"),
    "failedStep" = $7, "errorCode" = $8, "errorMessage" = $9
  WHERE "id" = $1 AND "run" = $2 AND "status" IN ('QUEUED', 'PROCESSING')
  RETURNING "id"`;

const KEEP_USES = `
  INSERT INTO "ArtifactUse" ("videoJobId", "key") SELECT DISTINCT $1, unnest($2::text[])
  ON CONFLICT ("videoJobId", "key") DO UPDATE SET "at" = now()`;

/** Reads and writes the row for the steps of a run: a part of `video-jobs.ts`. */
export function createVideoJobRuns({ db }: { db: Database }) {
  const beginning = new Map<string, Promise<VideoJob | undefined>>();

  async function begin({ videoJobId, run }: RunId, step: string): Promise<VideoJob | undefined> {
    const [row] = await db.$statement<Row>(BEGIN, [videoJobId, run, step]);
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

    /**
     * Writes the voice that speaks the greeting, if the row still holds the known one. Returns the voice that the row
     * holds afterwards, which may be another worker's, or undefined if the run has ended.
     */
    async saveVoice(run: RunId, voice: SpeechVoice, known: SpeechVoice | undefined): Promise<SpeechVoice | undefined> {
      await db.videoJob.updateMany({ where: { ...openRun(run), ...toColumns(known) }, data: toColumns(voice) });
      const row = await db.videoJob.findFirst({
        where: openRun(run),
        select: { speechEngine: true, speechVoice: true },
      });
      return row === null ? undefined : speechVoiceOf(row);
    },

    /** Writes which artifacts the greeting uses, even if the run has ended: they may be in storage by then. */
    async keepUses({ videoJobId }: Pick<RunId, 'videoJobId'>, keys: string[]): Promise<void> {
      await db.$statement(KEEP_USES, [videoJobId, keys]);
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
     * Writes the id of the round video message, if the row still holds the known one and the run has not ended. Returns
     * whether it did.
     */
    async saveVideoNote(run: RunId, videoNoteId: number | null, known: number | null): Promise<boolean> {
      const where = { ...openRun(run), videoNoteId: known };
      const { count } = await db.videoJob.updateMany({ where, data: { videoNoteId } });
      return count > 0;
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
      const end = endColumns(outcome);
      const values = [end.status, end.videoKey, end.messageId, end.telegramFileId];
      const failure = [end.failedStep, end.errorCode, end.errorMessage];
      const written = await db.$statement(FINISH, [videoJobId, run, ...values, ...failure]);
      return written.length > 0;
    },
  };
}

function toColumns(voice: SpeechVoice | undefined) {
  return { speechEngine: voice?.engine ?? null, speechVoice: voice?.id ?? null };
}

/** Returns the columns to write when a run ends. */
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
