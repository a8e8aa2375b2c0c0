import type { Database } from '#root/db/client.js';
import type { VideoJob as Row } from '#root/db/generated/client.js';
import type { Video } from '#root/greeting/artifacts.js';
import {
  type Failure,
  type RunId,
  type SpeechVoice,
  speechVoiceOf,
  storable,
  toVideoJob,
  type VideoJob,
} from '#root/jobs/video-job.js';
import {
  BEGIN,
  FIND_TELEGRAM_FILE,
  KEEP_USES,
  RECORD_FAILURE,
  SAVE_MESSAGE,
  SAVE_PROGRESS_MESSAGE,
  SAVE_VIDEO,
  SAVE_VIDEO_NOTE,
  SAVE_VOICE,
} from '#root/jobs/video-job-run-statements.js';

/** Reads and writes the row for the steps of a run: a part of `video-jobs.ts`. */
export function createVideoJobRuns({ db }: { db: Pick<Database, '$statement'> }) {
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
    async recordFailure({ videoJobId, run }: RunId, { step, code, message }: Failure): Promise<void> {
      await db.$statement(RECORD_FAILURE, [videoJobId, run, step, code, storable(message)]);
    },

    /**
     * Writes the voice that speaks the greeting, if the row still holds the known one. Returns the voice that the row
     * holds afterwards, which may be another worker's, or undefined if the run has ended.
     */
    async saveVoice(
      { videoJobId, run }: RunId,
      voice: SpeechVoice,
      known: SpeechVoice | undefined,
    ): Promise<SpeechVoice | undefined> {
      const values = [voice.engine, voice.id, known?.engine ?? null, known?.id ?? null];
      const [row] = await db.$statement<Row>(SAVE_VOICE, [videoJobId, run, ...values]);
      return row === undefined ? undefined : speechVoiceOf(row);
    },

    /** Writes which artifacts the greeting uses, even if the run has ended: they may be in storage by then. */
    async keepUses({ videoJobId }: Pick<RunId, 'videoJobId'>, keys: string[]): Promise<void> {
      await db.$statement(KEEP_USES, [videoJobId, keys]);
    },

    /** Writes the keys of the finished video and its poster, and its duration. */
    async saveVideo(
      { videoJobId, run }: RunId,
      { videoKey, posterKey, durationMs }: Pick<Video, 'videoKey' | 'posterKey' | 'durationMs'>,
    ): Promise<void> {
      await db.$statement(SAVE_VIDEO, [videoJobId, run, videoKey, posterKey, Math.round(durationMs)]);
    },

    /**
     * Writes the id of the message that will become the video, if the row still holds the known one. Returns the id
     * that the row holds afterwards, which may be another worker's, or undefined if the run has ended.
     */
    async saveMessage(
      { videoJobId, run }: RunId,
      messageId: number,
      known: number | null,
    ): Promise<number | undefined> {
      const [row] = await db.$statement<Row>(SAVE_MESSAGE, [videoJobId, run, messageId, known]);
      return row?.messageId ?? undefined;
    },

    /**
     * Writes the id of the round video message, if the row still holds the known one and the run has not ended. Returns
     * whether it did.
     */
    async saveVideoNote(
      { videoJobId, run }: RunId,
      videoNoteId: number | null,
      known: number | null,
    ): Promise<boolean> {
      const written = await db.$statement(SAVE_VIDEO_NOTE, [videoJobId, run, videoNoteId, known]);
      return written.length > 0;
    },

    /**
     * Writes the id of the chat's progress message, if the row still holds the known one. Returns the id that the row
     * holds afterwards, which may be another worker's.
     */
    async saveProgressMessage(id: string, progressMessageId: number, known: number | null): Promise<number> {
      const [row] = await db.$statement<Row>(SAVE_PROGRESS_MESSAGE, [id, progressMessageId, known]);
      return row?.progressMessageId ?? progressMessageId;
    },

    /** Returns Telegram's id of the same video, uploaded for an earlier greeting, or null. */
    async findTelegramFile(videoKey: string): Promise<string | null> {
      const [row] = await db.$statement<Row>(FIND_TELEGRAM_FILE, [videoKey]);
      return row?.telegramFileId ?? null;
    },
  };
}
