import { columns } from '#root/jobs/columns.js';

// The steps write by plain SQL: a worker that never calls Prisma saves the memory of its query compiler.

const OPEN_RUN = `"id" = $1 AND "run" = $2 AND "status" IN ('QUEUED', 'PROCESSING')`;

/** Begins the step in one statement, to save a round trip. Only the first of several jobs of a step writes. */
export const BEGIN = `
  WITH begun AS (
    UPDATE "VideoJob"
    SET "status" = 'PROCESSING', "step" = $3, "startedAt" = COALESCE("startedAt", now()), "updatedAt" = now()
    WHERE "id" = $1 AND "run" = $2
      AND ("status" = 'QUEUED' OR ("status" = 'PROCESSING' AND "step" IS DISTINCT FROM $3))
    RETURNING ${columns}
  )
  SELECT * FROM begun
  UNION ALL
  SELECT ${columns} FROM "VideoJob" WHERE ${OPEN_RUN} AND NOT EXISTS (SELECT FROM begun)`;

export const RECORD_FAILURE = `
  UPDATE "VideoJob" SET "failedStep" = $3, "errorCode" = $4, "errorMessage" = $5, "updatedAt" = now()
  WHERE ${OPEN_RUN} AND "failedStep" IS NULL`;

const IS_KNOWN_VOICE = `("speechEngine", "speechVoice") IS NOT DISTINCT FROM ($5::text, $6::text)`;

// These return what the row holds afterwards. One statement, so that no other worker writes in between.

export const SAVE_VOICE = `
  UPDATE "VideoJob"
  SET "speechEngine" = CASE WHEN ${IS_KNOWN_VOICE} THEN $3 ELSE "speechEngine" END,
    "speechVoice" = CASE WHEN ${IS_KNOWN_VOICE} THEN $4 ELSE "speechVoice" END, "updatedAt" = now()
  WHERE ${OPEN_RUN}
  RETURNING "speechEngine", "speechVoice"`;

export const SAVE_MESSAGE = `
  UPDATE "VideoJob"
  SET "messageId" = CASE WHEN "messageId" IS NOT DISTINCT FROM $4 THEN $3 ELSE "messageId" END, "updatedAt" = now()
  WHERE ${OPEN_RUN}
  RETURNING "messageId"`;

export const SAVE_PROGRESS_MESSAGE = `
  UPDATE "VideoJob"
  SET "progressMessageId" = CASE WHEN "progressMessageId" IS NOT DISTINCT FROM $3 THEN $2 ELSE "progressMessageId" END,
    "updatedAt" = now()
  WHERE "id" = $1
  RETURNING "progressMessageId"`;

export const SAVE_VIDEO_NOTE = `
  UPDATE "VideoJob" SET "videoNoteId" = $3, "updatedAt" = now()
  WHERE ${OPEN_RUN} AND "videoNoteId" IS NOT DISTINCT FROM $4
  RETURNING "id"`;

export const SAVE_VIDEO = `
  UPDATE "VideoJob" SET "videoKey" = $3, "posterKey" = $4, "durationMs" = $5, "updatedAt" = now()
  WHERE ${OPEN_RUN}`;

export const KEEP_USES = `
  INSERT INTO "ArtifactUse" ("videoJobId", "key") SELECT DISTINCT $1, unnest($2::text[])
  ON CONFLICT ("videoJobId", "key") DO UPDATE SET "at" = now()`;

export const FIND_TELEGRAM_FILE = `
  SELECT "telegramFileId" FROM "VideoJob" WHERE "videoKey" = $1 AND "telegramFileId" IS NOT NULL LIMIT 1`;
