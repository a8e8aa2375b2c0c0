import { Prisma } from '#root/db/generated/client.js';

const columns = Object.values(Prisma.ChatStatusScalarFieldEnum)
  .map((name) => `s."${name}"`)
  .join(', ');

/**
 * Shows a greeting in the status message of its chat. $7 is a message that becomes the status message, in place of an earlier
 * one, $8 a message that is to be removed, and $9 the message that was above when the person did something.
 */
export const ATTACH = `
  WITH "status" AS (
    INSERT INTO "ChatStatus" AS s ("id", "botId", "chatId", "messageThreadId", "subject", "language", "messageId",
      "leftovers", "belowId")
    VALUES ($1, $2, $3, $4, $5, $6, $7, CASE WHEN $8::int IS NULL THEN '[]' ELSE jsonb_build_array($8::int) END, $9)
    ON CONFLICT ("botId", "chatId", "messageThreadId", "subject") DO UPDATE
    SET "rev" = s."rev" + 1, "language" = EXCLUDED."language", "pausedUntil" = now(),
      "belowId" = greatest(s."belowId", EXCLUDED."belowId"), "messageId" = coalesce(EXCLUDED."messageId", s."messageId"),
      "shown" = CASE WHEN EXCLUDED."messageId" IS NULL THEN s."shown" END,
      "leftovers" = s."leftovers" || EXCLUDED."leftovers" || CASE
        WHEN s."messageId" <> EXCLUDED."messageId" THEN jsonb_build_array(s."messageId") ELSE '[]' END
    RETURNING "id"
  )
  UPDATE "VideoJob" SET "statusId" = "status"."id", "statusAt" = now()
  FROM "status" WHERE "VideoJob"."id" = $10`;

/**
 * Takes the status messages of the bot $1 that are to be shown: a person has done something, a step has changed, or the time has
 * come. One with nothing left to wait for is removed without a pause. Another bot skips what this one has locked. It takes $2 of them for $3 milliseconds.
 */
export const CLAIM = `
  WITH "due" AS (
    SELECT s."id", "steps"."now" FROM "ChatStatus" s
    CROSS JOIN LATERAL (
      SELECT md5(coalesce(string_agg(concat_ws(' ', v."id", v."run", v."status", v."step"), ',' ORDER BY v."id"), '')) AS "now",
        count(*) FILTER (WHERE v."status" IN ('QUEUED', 'PROCESSING')) AS "open"
      FROM "VideoJob" v WHERE v."statusId" = s."id"
    ) "steps"
    WHERE s."botId" = $1 AND coalesce(s."heldUntil" <= now(), true)
      AND (s."rev" <> s."shownRev" OR s."dueAt" <= now() OR s."seen" <> "steps"."now")
      AND (s."pausedUntil" <= now() OR ("steps"."open" = 0 AND s."seen" <> "steps"."now"))
    ORDER BY s."rev" = s."shownRev", s."dueAt" LIMIT $2
    FOR UPDATE OF s SKIP LOCKED
  )
  UPDATE "ChatStatus" s SET "heldUntil" = now() + $3 * interval '1 ms'
  FROM "due" WHERE s."id" = "due"."id"
  RETURNING ${columns}, "due"."now" AS "steps", now() AS "now"`;

/** Writes that the message $3 shows the status in place of $2, which is to be removed. */
export const SAVE_MESSAGE = `
  UPDATE "ChatStatus" SET "messageId" = $3,
    "leftovers" = "leftovers" || CASE WHEN $2::int IS NULL THEN '[]' ELSE jsonb_build_array($2::int) END
  WHERE "id" = $1 AND "messageId" IS NOT DISTINCT FROM $2::int RETURNING "id"`;

// Whether nobody has changed what is to be shown, and where. $11 is the message that is known.
const IS_SAME = '"rev" = $3 AND "messageId" IS NOT DISTINCT FROM $11::int';

/** Writes what the holder until $2 has shown of the revision $3. */
export const SETTLE = `
  UPDATE "ChatStatus" SET "shownRev" = $3, "seen" = $4, "changedAt" = $5, "editedAt" = $6::jsonb,
    "dueAt" = now() + $7 * interval '1 ms', "heldUntil" = NULL,
    "pausedUntil" = now() + CASE WHEN ${IS_SAME} THEN $8::float8 ELSE 0 END * interval '1 ms',
    "messageId" = CASE WHEN ${IS_SAME} THEN $9::int ELSE "messageId" END,
    "shown" = CASE WHEN ${IS_SAME} THEN $10 END,
    "leftovers" = CASE WHEN "rev" = $3 THEN '[]' ELSE "leftovers" END
  WHERE "id" = $1 AND "heldUntil" = $2`;

/** Lets the status go that was held until $2, and pauses its edits. */
export const RELEASE = `
  UPDATE "ChatStatus" SET "heldUntil" = NULL, "pausedUntil" = now() + $3 * interval '1 ms'
  WHERE "id" = $1 AND "heldUntil" = $2`;

/** Keeps the status that was held until $2 to itself for longer. */
export const PUT_OFF = `
  UPDATE "ChatStatus" SET "heldUntil" = now() + $3 * interval '1 ms' WHERE "id" = $1 AND "heldUntil" = $2`;

/** The greetings of status messages, with their places among those that no worker has begun. */
export const ORDERS = `
  WITH "line" AS (
    SELECT "id", row_number() OVER (ORDER BY "number") AS "place" FROM "VideoJob" WHERE "status" = 'QUEUED' AND "batchId" IS NULL
  )
  SELECT v."id", v."run", v."number", v."status", v."step", v."statusId", v."statusAt", v."finishedAt",
    v."spec"->>'to' AS "name", "line"."place"::int AS "place"
  FROM "VideoJob" v LEFT JOIN "line" ON "line"."id" = v."id"
  WHERE v."statusId" = ANY($1) ORDER BY v."number", v."id"`;

/** The time that the latest greetings took, and the time between their ends, in milliseconds. */
export const PACE = `
  SELECT count(*)::int AS "count", avg(extract(epoch FROM "finishedAt" - "startedAt") * 1000)::float8 AS "durationMs",
    (extract(epoch FROM max("finishedAt") - min("finishedAt")) * 1000 / greatest(count(*) - 1, 1))::float8 AS "intervalMs"
  FROM (
    SELECT "startedAt", "finishedAt" FROM "VideoJob"
    WHERE "status" = 'COMPLETED' AND "updatedAt" > now() - interval '1 hour'
    ORDER BY "updatedAt" DESC LIMIT 20
  ) "latest"`;

/** Gives the status messages of a group the id of its supergroup, unless it has one. Ids of messages do not hold there. */
export const MOVE = `
  UPDATE "ChatStatus" s
  SET "chatId" = $2, "messageId" = NULL, "belowId" = 0, "leftovers" = '[]', "shown" = NULL, "rev" = "rev" + 1
  WHERE "chatId" = $1 AND NOT EXISTS (
    SELECT FROM "ChatStatus" o WHERE o."botId" = s."botId" AND o."chatId" = $2
      AND o."messageThreadId" = s."messageThreadId" AND o."subject" = s."subject")`;

/** Shows the greetings of a group's status messages in those of its supergroup, and removes the former. */
export const MERGE = `
  WITH "former" AS (
    DELETE FROM "ChatStatus" f USING "ChatStatus" o
    WHERE f."chatId" = $1 AND o."chatId" = $2 AND o."botId" = f."botId"
      AND o."messageThreadId" = f."messageThreadId" AND o."subject" = f."subject"
    RETURNING f."id" AS "from", o."id" AS "to"
  )
  UPDATE "VideoJob" SET "statusId" = "former"."to" FROM "former" WHERE "statusId" = "former"."from"`;
