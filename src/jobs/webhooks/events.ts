import { uuidv7 } from 'uuidv7';
import type { Database } from '#root/db/client.js';
import type { VideoJob } from '#root/jobs/video-job.js';
import { type EventType, eventIdOf } from '#root/jobs/webhooks/event.js';

const CREATE = `
  INSERT INTO "WebhookEvent" ("id", "apiKeyId", "type", "videoJobId", "run", "batchId", "url")
  VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT DO NOTHING RETURNING "id"`;

/**
 * An id of version 7, as `uuidv7` makes them: pages of deliveries go by it. PostgreSQL makes such ids itself only since
 * version 18.
 */
const NEW_ID = `
  encode(set_bit(set_bit(overlay(uuid_send(gen_random_uuid())
    PLACING substring(int8send((extract(epoch FROM clock_timestamp()) * 1000)::bigint) FROM 3) FROM 1 FOR 6),
    52, 1), 53, 1), 'hex')::uuid::text`;

/**
 * Writes the deliveries of new events: to the webhooks of the key that were there before and want the type, and to the
 * address that the request named. A webhook at that same address stands for both. A revoked key gets none.
 */
const SPREAD = `
  WITH taken AS (
    SELECT * FROM "WebhookEvent" WHERE "spreadAt" IS NULL ORDER BY "createdAt" LIMIT $1
    FOR NO KEY UPDATE SKIP LOCKED
  ), allowed AS (
    SELECT * FROM taken
    WHERE NOT EXISTS (SELECT FROM "ApiKey" WHERE "ApiKey"."id" = taken."apiKeyId" AND "revokedAt" IS NOT NULL)
  ), target AS (
    SELECT allowed."id" AS "eventId", allowed."apiKeyId", "Webhook"."id" AS "webhookId", "Webhook"."url"
    FROM allowed JOIN "Webhook" USING ("apiKeyId")
    WHERE "disabledAt" IS NULL AND "Webhook"."createdAt" <= allowed."createdAt"
      AND ("types" = '{}' OR allowed."type" = ANY("types"))
    UNION ALL
    SELECT "id", "apiKeyId", NULL, "url" FROM allowed WHERE "url" IS NOT NULL
  ), added AS (
    INSERT INTO "WebhookDelivery" ("id", "eventId", "apiKeyId", "webhookId", "url", "dueAt")
    SELECT DISTINCT ON ("eventId", "url") ${NEW_ID}, "eventId", "apiKeyId", "webhookId", "url", now()
    FROM target ORDER BY "eventId", "url", "webhookId"
    ON CONFLICT DO NOTHING
  )
  UPDATE "WebhookEvent" SET "spreadAt" = now() FROM taken WHERE "WebhookEvent"."id" = taken."id"
  RETURNING "WebhookEvent"."id"`;

// A greeting that was started anew meanwhile makes the time another one.
const LOOK_AT_BATCHES = `
  UPDATE "Batch" SET "endDueAt" = now() + $2::int * interval '1 ms'
  FROM (
    SELECT "id" FROM "Batch" WHERE "endDueAt" <= now() ORDER BY "endDueAt" LIMIT $1 FOR NO KEY UPDATE SKIP LOCKED
  ) AS due
  WHERE "Batch"."id" = due."id"
  RETURNING "Batch"."id", "endDueAt"`;

// The sum of the runs is another one at each end of the same batch.
const END_BATCH = `
  WITH ended AS (
    UPDATE "Batch" SET "endDueAt" = NULL
    WHERE "id" = $1 AND "endDueAt" = $2 AND NOT EXISTS (
      SELECT FROM "VideoJob" WHERE "batchId" = $1 AND "status" IN ('QUEUED', 'PROCESSING'))
    RETURNING "id", "apiKeyId", "webhookUrl"
  )
  INSERT INTO "WebhookEvent" ("id", "apiKeyId", "type", "batchId", "url", "data")
  SELECT concat_ws('_', ended."id", "runs", 'batch_completed'), "apiKeyId", 'batch.completed', ended."id", "webhookUrl", "counts"
  FROM ended, LATERAL (
    SELECT sum("run") AS "runs", jsonb_build_object(
      'COMPLETED', count(*) FILTER (WHERE "status" = 'COMPLETED'),
      'FAILED', count(*) FILTER (WHERE "status" = 'FAILED'),
      'CANCELLED', count(*) FILTER (WHERE "status" = 'CANCELLED')) AS "counts"
    FROM "VideoJob" WHERE "batchId" = $1
  ) AS counted
  WHERE "apiKeyId" IS NOT NULL
  ON CONFLICT DO NOTHING
  RETURNING "id"`;

const PING = `
  WITH event AS (
    INSERT INTO "WebhookEvent" ("id", "apiKeyId", "type", "spreadAt") VALUES ($1, $2, 'ping', now())
  )
  INSERT INTO "WebhookDelivery" ("id", "eventId", "apiKeyId", "webhookId", "url", "dueAt")
  VALUES ($3, $1, $2, $4, $5, now())`;

const REMOVE_OLD = `
  WITH old AS (DELETE FROM "WebhookEvent" WHERE "createdAt" < $1 RETURNING "id")
  DELETE FROM "WebhookDelivery" USING old WHERE "eventId" = old."id"`;

// What waits is old from the time at which it should have been sent.
const OLDEST = `
  SELECT coalesce(extract(epoch FROM now() - least(
    (SELECT min("createdAt") FROM "WebhookEvent" WHERE "spreadAt" IS NULL),
    (SELECT min("dueAt") FROM "WebhookDelivery" WHERE "dueAt" <= now()))), 0)::float AS "seconds"`;

/** Writes events and what is to be delivered of them: a part of `webhooks.ts`. */
export function createEvents({ db }: { db: Database }) {
  return {
    /**
     * Writes that something happened to a greeting which a program has ordered, once for each of its runs. Returns whether
     * it was not known yet. The ends of greetings are written by the statements that end them.
     */
    async createEvent(
      type: EventType,
      { id, run, apiKeyId, batchId, webhookUrl }: Pick<VideoJob, 'id' | 'run' | 'apiKeyId' | 'batchId' | 'webhookUrl'>,
    ): Promise<boolean> {
      if (apiKeyId === null) return false;
      const values = [eventIdOf(type, id, run), apiKeyId, type, id, run, batchId, webhookUrl];
      return (await db.$statement(CREATE, values)).length > 0;
    },

    /** Writes an event for one webhook, to try it out. Returns the id of its delivery. */
    async ping({ id, apiKeyId, url }: { id: string; apiKeyId: string; url: string }): Promise<string> {
      const deliveryId = uuidv7();
      await db.$statement(PING, [eventIdOf('ping', id, deliveryId), apiKeyId, deliveryId, id, url]);
      return deliveryId;
    },

    /** Writes the deliveries of up to `limit` new events. Returns the number of events. */
    async spread(limit: number): Promise<number> {
      return (await db.$statement(SPREAD, [limit])).length;
    },

    /** Writes the events of the batches that have ended, of up to `limit` that were not looked at for `gapMs`. */
    async endBatches({ limit, gapMs }: { limit: number; gapMs: number }): Promise<void> {
      const due = await db.$statement<{ id: string; endDueAt: Date }>(LOOK_AT_BATCHES, [limit, gapMs]);
      for (const { id, endDueAt } of due) await db.$statement(END_BATCH, [id, endDueAt]);
    },

    /** Returns how long the oldest delivery that is due waits, in seconds. 0 if none is. */
    async oldestDueSeconds(): Promise<number> {
      const [row] = await db.$statement<{ seconds: number }>(OLDEST, []);
      return row?.seconds ?? 0;
    },

    /** Removes what happened before a time, and its deliveries. */
    async removeOld(before: Date): Promise<void> {
      await db.$statement(REMOVE_OLD, [before]);
    },
  };
}
