// In every statement $1 is the id of the bot. $2 is the number of this process in those that take or free updates.

/** Telegram may deliver an update again for a day, and a redelivered one that is known stays as it is. */
export const STORE = `
  INSERT INTO "InboxUpdate" ("botId", "updateId", "chatId", "albumId", "content", "dueAt")
  SELECT $1, u.*, now() + CASE WHEN u."albumId" IS NULL THEN 0 ELSE $6::int END * interval '1 ms'
  FROM unnest($2::int[], $3::text[], $4::text[], $5::text[]) AS u ("updateId", "chatId", "albumId", "content")
  ON CONFLICT DO NOTHING`;

const COLUMNS = `"updateId", "chatId", "albumId", "content", "deaths", "failures",
  extract(epoch FROM now() - "receivedAt")::float8 AS "seconds"`;

/**
 * Takes the first update of each chat if no other update of that chat is being handled, with all updates of its album
 * once no more of them are expected. Another process skips what this one has locked. $4 chooses those that a process died of. It reads what is
 * open once and takes rows by their key, so its time does not depend on what the planner expects.
 */
export const CLAIM = `
  WITH "open" AS (
    SELECT "updateId", "deaths",
      row_number() OVER chat AS "place", bool_or("heldBy" IS NOT NULL) OVER chat_all AS "isBusy",
      min("updateId") OVER together AS "head", max("dueAt") OVER together AS "dueAt"
    FROM "InboxUpdate" WHERE "botId" = $1 AND "doneAt" IS NULL
    WINDOW chat AS (PARTITION BY "chatId" ORDER BY "updateId"), chat_all AS (PARTITION BY "chatId"),
      together AS (PARTITION BY "chatId", coalesce("albumId", "updateId"::text))
  ), ready AS (
    SELECT "updateId" FROM "open"
    WHERE "place" = 1 AND NOT "isBusy" AND "dueAt" <= now() AND ("deaths" > 0) = $4
    ORDER BY "deaths", "updateId" LIMIT $3
  ), locked AS (
    SELECT "updateId" FROM "InboxUpdate"
    WHERE "botId" = $1 AND "updateId" = ANY(ARRAY(SELECT "updateId" FROM ready))
      AND "heldBy" IS NULL AND "content" IS NOT NULL
    FOR UPDATE SKIP LOCKED
  )
  UPDATE "InboxUpdate" SET "heldBy" = $2
  WHERE "botId" = $1 AND "heldBy" IS NULL AND "updateId" = ANY(ARRAY(
    SELECT "updateId" FROM "open" WHERE "head" = ANY(ARRAY(SELECT "updateId" FROM locked))))
  RETURNING ${COLUMNS}`;

/** Takes the updates of an album that arrived while it is being handled. */
export const JOIN = `
  UPDATE "InboxUpdate" SET "heldBy" = $2
  WHERE "botId" = $1 AND "doneAt" IS NULL AND "heldBy" IS NULL AND "chatId" = $3 AND "albumId" = $4
  RETURNING ${COLUMNS}`;

export const END = `
  UPDATE "InboxUpdate" SET "doneAt" = now(), "heldBy" = NULL, "content" = NULL, "chatId" = ''
  WHERE "botId" = $1 AND "heldBy" = $2 AND "updateId" = ANY($3::int[])`;

export const PUT_OFF = `
  UPDATE "InboxUpdate" SET "heldBy" = NULL, "deaths" = 0, "failures" = "failures" + 1,
    "dueAt" = now() + $4::int * interval '1 ms'
  WHERE "botId" = $1 AND "heldBy" = $2 AND "updateId" = ANY($3::int[])`;

/**
 * Frees what this process holds without knowing it, because an answer of the database was lost, and what processes held
 * that have died: each process holds the advisory lock of its number. Returns whether there are updates that a process
 * died of.
 */
export const RECOVER = `
  WITH freed AS (
    UPDATE "InboxUpdate" SET "heldBy" = NULL, "deaths" = "deaths" + CASE WHEN "heldBy" = $2 THEN 0 ELSE 1 END
    WHERE "botId" = $1 AND "doneAt" IS NULL AND "heldBy" IS NOT NULL AND CASE
      WHEN "heldBy" = $2 THEN "updateId" <> ALL($3::int[])
      ELSE NOT EXISTS (
        SELECT FROM pg_locks WHERE locktype = 'advisory' AND classid = 0 AND objid = "heldBy"::oid AND objsubid = 1
          AND database = (SELECT oid FROM pg_database WHERE datname = current_database()))
      END
    RETURNING "deaths"
  )
  SELECT EXISTS (SELECT FROM freed WHERE "deaths" > 0) OR EXISTS (
    SELECT FROM "InboxUpdate" WHERE "botId" = $1 AND "doneAt" IS NULL AND "heldBy" IS NULL AND "deaths" > 0
  ) AS "hasSuspects"`;

/** Age of the oldest update that waits, in seconds, or null. */
export const OLDEST = `
  SELECT extract(epoch FROM now() - min("receivedAt"))::float8 AS "seconds"
  FROM "InboxUpdate" WHERE "botId" = $1 AND "doneAt" IS NULL`;

export const FORGET = `
  DELETE FROM "InboxUpdate" WHERE "botId" = $1 AND "doneAt" < now() - $2::int * interval '1 hour'`;
