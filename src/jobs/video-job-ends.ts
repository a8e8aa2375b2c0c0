import type { Database } from '#root/db/client.js';
import type { VideoJob as Row } from '#root/db/generated/client.js';
import { columns } from '#root/jobs/columns.js';
import { type Outcome, type RunId, storable, toVideoJob, type VideoJob } from '#root/jobs/video-job.js';
import { noteEnds } from '#root/jobs/webhooks/outbox.js';

const IS_OPEN = `"status" IN ('QUEUED', 'PROCESSING')`;

// A null key or id leaves the value that a step has written.
const FINISH = `
  WITH ended AS (
    UPDATE "VideoJob"
    SET "status" = $3::"VideoJobStatus", "finishedAt" = now(), "updatedAt" = now(),
      "videoKey" = COALESCE($4, "videoKey"), "messageId" = COALESCE($5, "messageId"),
      "telegramFileId" = COALESCE($6, "telegramFileId"),
      "failedStep" = $7, "errorCode" = $8, "errorMessage" = $9
    WHERE "id" = $1 AND "run" = $2 AND ${IS_OPEN}
    RETURNING "id", "run", "status", "apiKeyId", "batchId", "webhookUrl"
  ), ${noteEnds}
  SELECT "id" FROM ended`;

/** Returns the statement that cancels the open greetings that meet the condition. */
const cancelWhere = (condition: string, set = '') => `
  WITH ended AS (
    UPDATE "VideoJob"
    SET "status" = 'CANCELLED', "cancelRequestedAt" = now(), "finishedAt" = now(), "updatedAt" = now()${set}
    WHERE ${condition} AND ${IS_OPEN}
    RETURNING ${columns}
  ), ${noteEnds}
  SELECT * FROM ended`;

const CANCEL = cancelWhere('"id" = $1');
const CANCEL_IN_CHAT = cancelWhere('"chatId" = $1', ', "errorCode" = $2');

/** Ends greetings, and notes the ends for programs in the same statement: a part of `video-jobs.ts`. */
export function createVideoJobEnds({ db }: { db: Database }) {
  return {
    /** Ends the run. Returns false if it had ended already. */
    async finish({ videoJobId, run }: RunId, outcome: Outcome): Promise<boolean> {
      const end = endColumns(outcome);
      const values = [end.status, end.videoKey, end.messageId, end.telegramFileId];
      const failure = [end.failedStep, end.errorCode, end.errorMessage];
      const written = await db.$statement(FINISH, [videoJobId, run, ...values, ...failure]);
      return written.length > 0;
    },

    /** Ends the greeting as CANCELLED. Returns its row, or undefined if it was not open. */
    async cancel(id: string): Promise<VideoJob | undefined> {
      const [row] = await db.$statement<Row>(CANCEL, [id]);
      return row === undefined ? undefined : toVideoJob(row);
    },

    /** Ends all greetings of a chat that are open as CANCELLED, with the code of the reason. Returns their rows. */
    async cancelInChat(chatId: string, errorCode: string): Promise<VideoJob[]> {
      return (await db.$statement<Row>(CANCEL_IN_CHAT, [chatId, errorCode])).map(toVideoJob);
    },
  };
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
