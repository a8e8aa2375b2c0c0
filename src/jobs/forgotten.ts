import type { Database } from '#root/db/client.js';

/** Which greetings: those of a person, or one. */
export type ForgetScope = { personId: string } | { videoJobId: string };

// Rows of older versions in a private chat do not say who ordered.
const OF_PERSON = `("orderedBy" = $1 OR ("orderedBy" IS NULL AND "chatId" = $1))`;
const ONE = '"VideoJob"."id" = $1';

const OPEN_OF_PERSON = `
  SELECT "id" FROM "VideoJob" WHERE ${OF_PERSON} AND "status" IN ('QUEUED', 'PROCESSING')`;

// Notes the artifacts first that only the content names: earlier versions noted them nowhere else. The time of the last
// change stays, because the counts of ended greetings go by it.
const forgetWhere = (condition: string) => `
  WITH forgotten AS (
    SELECT "id", "spec", "videoKey", "posterKey" FROM "VideoJob"
    WHERE ${condition} AND "forgottenAt" IS NULL AND "status" NOT IN ('QUEUED', 'PROCESSING')
    FOR UPDATE
  ), used AS (
    INSERT INTO "ArtifactUse" ("videoJobId", "key")
    SELECT DISTINCT forgotten."id", artifact."key" FROM forgotten, LATERAL (
      SELECT jsonb_path_query("spec", '$.photos[*]') #>> '{}'
      UNION ALL VALUES ("spec" #>> '{recording,soundKey}'), ("spec" #>> '{recording,clipKey}'), ("spec" #>> '{clip,key}'),
        ("videoKey"), ("posterKey")
    ) AS artifact ("key")
    WHERE artifact."key" IS NOT NULL
    ON CONFLICT DO NOTHING
  ), runs AS (
    UPDATE "VideoJobRun" SET "errorMessage" = NULL WHERE "videoJobId" IN (SELECT "id" FROM forgotten)
  )
  UPDATE "VideoJob" SET "forgottenAt" = now(), "removedAt" = COALESCE("removedAt", now()), "spec" = '{}', "script" = NULL, "errorMessage" = NULL,
    "metadata" = NULL, "webhookUrl" = NULL, "videoKey" = NULL, "posterKey" = NULL, "telegramFileId" = NULL
  WHERE "id" IN (SELECT "id" FROM forgotten)
  RETURNING "id"`;

// A text that `jsonb` might refuse stays: escapes of U+0000 and of half a character.
const FORGET_UPDATES = `
  UPDATE "InboxUpdate" SET "doneAt" = now(), "content" = NULL, "chatId" = ''
  WHERE "botId" = $1 AND "doneAt" IS NULL AND "heldBy" IS NULL AND "chatId" <> $2 AND CASE
    WHEN "content" ~ '\\\\u(0000|d[89a-f])' THEN false
    ELSE coalesce("content"::jsonb #>> '{message,from,id}', "content"::jsonb #>> '{edited_message,from,id}') = $2 END`;

const KEYS_OF_UPLOADS = `
  SELECT "id", "apiKeyId", "createdAt", jsonb_path_query("files", '$.** ? (@.type() == "string")') #>> '{}' AS "key"
  FROM "ApiUpload"`;

// What a program had uploaded before it ordered a greeting was meant for it.
const removeUploadsWhere = (condition: string) => `
  DELETE FROM "ApiUpload" WHERE "id" IN (
    SELECT upload."id" FROM (${KEYS_OF_UPLOADS}) AS upload JOIN "ArtifactUse" USING ("key")
      JOIN "VideoJob" ON "VideoJob"."id" = "videoJobId"
    WHERE "forgottenAt" IS NOT NULL AND ${condition}
      AND upload."apiKeyId" = "VideoJob"."apiKeyId" AND upload."createdAt" <= "VideoJob"."createdAt"
      AND NOT EXISTS (
        SELECT FROM "ArtifactUse" AS other JOIN "VideoJob" AS kept ON kept."id" = other."videoJobId"
        WHERE other."key" = upload."key" AND kept."forgottenAt" IS NULL AND kept."apiKeyId" = upload."apiKeyId"))`;

const keysWhere = (condition: string) => `
  SELECT DISTINCT "ArtifactUse"."key" FROM "ArtifactUse" JOIN "VideoJob" ON "VideoJob"."id" = "videoJobId"
  WHERE "forgottenAt" IS NOT NULL AND ${condition} AND NOT EXISTS (
    SELECT FROM "ArtifactUse" AS other JOIN "VideoJob" AS kept ON kept."id" = other."videoJobId"
    WHERE other."key" = "ArtifactUse"."key" AND kept."forgottenAt" IS NULL
  ) AND NOT EXISTS (SELECT FROM (${KEYS_OF_UPLOADS}) AS upload WHERE upload."key" = "ArtifactUse"."key")`;

const REMOVE_USES = `
  DELETE FROM "ArtifactUse" USING "VideoJob"
  WHERE "VideoJob"."id" = "videoJobId" AND ("forgottenAt" < $1 OR "ArtifactUse"."at" < $2)`;

export type Forgotten = ReturnType<typeof createForgotten>;

/**
 * Deletes the content of greetings, and finds their artifacts. Every method throws UnavailableError if the
 * database cannot be reached.
 */
export function createForgotten({ db }: { db: Database }) {
  return {
    /** Returns the ids of the greetings that the person has ordered and that have not ended. */
    async openOf(personId: string): Promise<string[]> {
      const rows = await db.$statement<{ id: string }>(OPEN_OF_PERSON, [personId]);
      return rows.map(({ id }) => id);
    },

    /** Deletes the content of greetings that have ended. Returns the number of those that had some. */
    async forgetGreetings(scope: ForgetScope): Promise<number> {
      const [condition, ...ids] = conditionOf(scope);
      return (await db.$statement(forgetWhere(condition), ids)).length;
    },

    /** Deletes the messages of the person that wait in other chats to be handled. */
    async forgetUpdates(botId: string, personId: string): Promise<void> {
      await db.$statement(FORGET_UPDATES, [botId, personId]);
    },

    /** Removes the uploads that programs have made for forgotten greetings, for some of them or for all. */
    async removeUploads(scope?: ForgetScope): Promise<void> {
      const [condition, ...ids] = conditionOf(scope);
      await db.$statement(removeUploadsWhere(condition), ids);
    },

    /** Returns the keys of the artifacts that only forgotten greetings use, and no upload, of some of them or of all. */
    async artifactsOf(scope?: ForgetScope): Promise<string[]> {
      const [condition, ...ids] = conditionOf(scope);
      const rows = await db.$statement<{ key: string }>(keysWhere(condition), ids);
      return rows.map(({ key }) => key);
    },

    /** Removes the notes about artifacts of greetings that were forgotten before a time, and those older than another. */
    async removeUses({ forgottenBefore, usedBefore }: { forgottenBefore: Date; usedBefore: Date }): Promise<void> {
      await db.$statement(REMOVE_USES, [forgottenBefore, usedBefore]);
    },
  };
}

function conditionOf(scope: ForgetScope | undefined): [condition: string, ...ids: string[]] {
  if (scope === undefined) return ['true'];
  return 'personId' in scope ? [OF_PERSON, scope.personId] : [ONE, scope.videoJobId];
}
