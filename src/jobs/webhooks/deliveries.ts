import type { Database } from '#root/db/client.js';
import { Prisma, type WebhookDelivery as Row, type WebhookEvent } from '#root/db/generated/client.js';
import type { EventType } from '#root/jobs/webhooks/event.js';

/** One event on its way to one address. */
export type Delivery = Row & { type: string };

/** A delivery that this process shall try now. */
export interface ClaimedDelivery extends Row {
  event: Pick<WebhookEvent, 'id' | 'videoJobId' | 'run' | 'batchId' | 'data' | 'createdAt'> & { type: EventType };
  /** Null if the request of the greeting named the address. */
  secret: string | null;
  earlierSecret: string | null;
  /** Why it is not to be sent any more. */
  stopped: 'WEBHOOK_REMOVED' | 'WEBHOOK_DISABLED' | 'KEY_REVOKED' | null;
}

export interface ClaimOptions {
  limit: number;
  /** How many deliveries to one host, and of one key, may be tried at once, by all processes. */
  perHost: number;
  perKey: number;
  /** Time after which another process may try it, in milliseconds. */
  leaseMs: number;
}

/** What came of an attempt that was no success. */
export interface AttemptFailure {
  status: number | null;
  code: string | null;
  /** Time until the next attempt, in milliseconds. Null: there is none. */
  waitMs: number | null;
}

const columnsOf = (table: string) =>
  Object.values(Prisma.WebhookDeliveryScalarFieldEnum)
    .map((name) => `${table}."${name}"`)
    .join(', ');

// Those that are being tried come first, so that they count.
const CLAIM = `
  WITH waiting AS (
    SELECT "id", "apiKeyId", "dueAt", coalesce("heldUntil" > now(), false) AS "isHeld",
      substring("url" FROM '^[a-z]+://([^/?#]+)') AS "host"
    FROM "WebhookDelivery" WHERE "dueAt" <= now()
  ), of_host AS (
    SELECT *, row_number() OVER (PARTITION BY "host" ORDER BY "isHeld" DESC, "dueAt", "id") AS "place" FROM waiting
  ), due AS (
    SELECT "id", "isHeld", row_number() OVER (PARTITION BY "apiKeyId" ORDER BY "isHeld" DESC, "dueAt", "id") AS "place"
    FROM of_host WHERE "place" <= $2
  ), claimed AS (
    SELECT row."id" FROM "WebhookDelivery" AS row JOIN due USING ("id")
    WHERE "place" <= $3 AND NOT "isHeld"
      AND row."dueAt" <= now() AND (row."heldUntil" IS NULL OR row."heldUntil" <= now())
    ORDER BY row."dueAt" LIMIT $1
    FOR NO KEY UPDATE OF row SKIP LOCKED
  ), held AS (
    UPDATE "WebhookDelivery" AS row SET "heldUntil" = now() + $4::int * interval '1 ms'
    FROM claimed WHERE row."id" = claimed."id"
    RETURNING ${columnsOf('row')}
  )
  SELECT held.*, "secret", CASE WHEN "earlierUntil" > now() THEN "earlierSecret" END AS "earlierSecret",
    CASE WHEN "revokedAt" IS NOT NULL THEN 'KEY_REVOKED'
      WHEN held."webhookId" IS NULL THEN NULL
      WHEN "Webhook"."id" IS NULL THEN 'WEBHOOK_REMOVED'
      WHEN "disabledAt" IS NOT NULL THEN 'WEBHOOK_DISABLED' END AS "stopped",
    jsonb_build_object('type', event."type", 'videoJobId', event."videoJobId", 'run', event."run",
      'batchId', event."batchId", 'data', event."data") AS "event", event."createdAt" AS "happenedAt"
  FROM held JOIN "WebhookEvent" AS event ON event."id" = held."eventId"
    LEFT JOIN "Webhook" ON "Webhook"."id" = held."webhookId"
    LEFT JOIN "ApiKey" ON "ApiKey"."id" = held."apiKeyId"`;

const DELIVERED = `
  UPDATE "WebhookDelivery" SET "deliveredAt" = now(), "dueAt" = NULL, "heldUntil" = NULL, "attempts" = "attempts" + 1,
    "lastStatus" = $2, "lastError" = NULL, "lastAttemptAt" = now()
  WHERE "id" = $1`;

// Another process may have tried it if this one took longer than its lease.
const FAILED = `
  UPDATE "WebhookDelivery" SET "dueAt" = now() + $5::int * interval '1 ms', "heldUntil" = NULL,
    "attempts" = "attempts" + 1, "lastStatus" = $3, "lastError" = $4, "lastAttemptAt" = now()
  WHERE "id" = $1 AND "heldUntil" = $2`;

const STOP = `UPDATE "WebhookDelivery" SET "dueAt" = NULL, "heldUntil" = NULL, "lastError" = $2 WHERE "id" = $1`;

const withType = `${columnsOf('row')}, event."type"
  FROM "WebhookDelivery" AS row JOIN "WebhookEvent" AS event ON event."id" = row."eventId"`;

const pageBy = (column: 'webhookId' | 'apiKeyId') => `
  SELECT ${withType} WHERE row."${column}" = $1 AND ($2::text IS NULL OR row."id" < $2)
  ORDER BY row."id" DESC LIMIT $3`;

const PAGE_OF_WEBHOOK = pageBy('webhookId');
const PAGE_OF_KEY = pageBy('apiKeyId');

const FIND = `SELECT ${withType} WHERE row."id" = $1 AND row."apiKeyId" = $2`;

// All attempts begin anew. One that is being tried goes on.
const TRY_AGAIN = `
  UPDATE "WebhookDelivery" SET "dueAt" = now(), "attempts" = 0, "deliveredAt" = NULL WHERE "id" = $1 AND "apiKeyId" = $2`;

interface PageRequest {
  limit: number;
  /** Id of the delivery after which the page begins. */
  olderThan?: string | undefined;
}

/** Reads and writes what is to be delivered, and what came of it: a part of `webhooks.ts`. */
export function createDeliveries({ db }: { db: Database }) {
  const find = async (apiKeyId: string, id: string) => (await db.$statement<Delivery>(FIND, [id, apiKeyId]))[0];

  async function readPage(statement: string, id: string, { limit, olderThan }: PageRequest) {
    const rows = await db.$statement<Delivery>(statement, [id, olderThan ?? null, limit + 1]);
    return { deliveries: rows.slice(0, limit), hasOlder: rows.length > limit };
  }

  return {
    /** Takes deliveries that are due. Other processes leave them alone until the lease ends. */
    async claimDeliveries({ limit, perHost, perKey, leaseMs }: ClaimOptions): Promise<ClaimedDelivery[]> {
      type Found = ClaimedDelivery & { happenedAt: Date };
      const rows = await db.$statement<Found>(CLAIM, [limit, perHost, perKey, leaseMs]);
      return rows.map(({ happenedAt, event, ...delivery }) => ({
        ...delivery,
        event: { ...event, id: delivery.eventId, createdAt: happenedAt },
      }));
    },

    /** Writes that the receiver has it. */
    async noteDelivered({ id }: Pick<Row, 'id'>, status: number): Promise<void> {
      await db.$statement(DELIVERED, [id, status]);
    },

    /** Writes that the receiver does not have it, and when it is tried again. */
    async noteFailed({ id, heldUntil }: Pick<Row, 'id' | 'heldUntil'>, failure: AttemptFailure): Promise<void> {
      const { status, code, waitMs } = failure;
      await db.$statement(FAILED, [id, heldUntil, status, code, waitMs]);
    },

    /** Writes that it is not tried any more, and why. */
    async stopDelivery({ id }: Pick<Row, 'id'>, reason: string): Promise<void> {
      await db.$statement(STOP, [id, reason]);
    },

    /** Returns one page of the deliveries of a webhook, the newest first, and whether older ones follow. */
    deliveriesOfWebhook: (webhookId: string, request: PageRequest) => readPage(PAGE_OF_WEBHOOK, webhookId, request),

    /** Returns one page of the deliveries of a key to any address. */
    deliveriesOfKey: (apiKeyId: string, request: PageRequest) => readPage(PAGE_OF_KEY, apiKeyId, request),

    /** Returns a delivery of the key, or undefined. */
    findDelivery: find,

    /** Makes a delivery due now, even if it was delivered or given up. Returns it, or undefined if the key has none. */
    async tryAgain(apiKeyId: string, id: string): Promise<Delivery | undefined> {
      await db.$statement(TRY_AGAIN, [id, apiKeyId]);
      return find(apiKeyId, id);
    },
  };
}
