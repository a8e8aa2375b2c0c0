import type { Database } from '#root/db/client.js';
import { Prisma, type Webhook } from '#root/db/generated/client.js';
import { createDeliveries } from '#root/jobs/webhooks/deliveries.js';
import { createEvents } from '#root/jobs/webhooks/events.js';

export type { Webhook };

export type NewWebhook = Pick<Webhook, 'id' | 'apiKeyId' | 'url' | 'types' | 'secret'>;

export type Webhooks = ReturnType<typeof createWebhooks>;

const columns = Object.values(Prisma.WebhookScalarFieldEnum)
  .map((name) => `"${name}"`)
  .join(', ');

// Of two at once, both may be the last one.
const CREATE = `
  INSERT INTO "Webhook" ("id", "apiKeyId", "url", "types", "secret")
  SELECT $1::text, $2::text, $3::text, $4::text[], $5::text
  WHERE (SELECT count(*) FROM "Webhook" WHERE "apiKeyId" = $2) < $6
  RETURNING ${columns}`;

// The first one may still be valid when another follows: then it ends at once.
const ROTATE = `
  UPDATE "Webhook" SET "earlierSecret" = "secret", "secret" = $3, "earlierUntil" = now() + $4::int * interval '1 ms'
  WHERE "id" = $1 AND "apiKeyId" = $2
  RETURNING ${columns}`;

const REMOVE = `
  WITH removed AS (DELETE FROM "Webhook" WHERE "id" = $1 AND "apiKeyId" = $2 RETURNING "id"), stopped AS (
    UPDATE "WebhookDelivery" SET "dueAt" = NULL, "heldUntil" = NULL, "lastError" = 'WEBHOOK_REMOVED'
    FROM removed WHERE "webhookId" = removed."id" AND "dueAt" IS NOT NULL
  )
  SELECT "id" FROM removed`;

/**
 * Reads and writes the addresses that programs are notified at, what they are notified of, and its deliveries. Every method
 * throws UnavailableError if the database cannot be reached.
 */
export function createWebhooks({ db }: { db: Database }) {
  return {
    ...createEvents({ db }),
    ...createDeliveries({ db }),

    /** Stores a webhook, with its secret sealed. Returns it, or undefined if the key has `max` of them. */
    async create({ id, apiKeyId, url, types, secret }: NewWebhook, max: number): Promise<Webhook | undefined> {
      const [row] = await db.$statement<Webhook>(CREATE, [id, apiKeyId, url, types, secret, max]);
      return row;
    },

    /** Returns the webhooks of a key, the oldest first. */
    async listOfKey(apiKeyId: string): Promise<Webhook[]> {
      return db.webhook.findMany({ where: { apiKeyId }, orderBy: { id: 'asc' } });
    },

    /** Returns a webhook of the key, or undefined. */
    async findOfKey(apiKeyId: string, id: string): Promise<Webhook | undefined> {
      return (await db.webhook.findUnique({ where: { id, apiKeyId } })) ?? undefined;
    },

    /** Replaces the secret by another sealed one. Both sign for `keepMs`. Returns the row, or undefined. */
    async rotate({ id, apiKeyId, secret }: Omit<NewWebhook, 'url' | 'types'>, keepMs: number) {
      const [row] = await db.$statement<Webhook>(ROTATE, [id, apiKeyId, secret, keepMs]);
      return row;
    },

    /** Removes a webhook. What waits for it is not sent any more. Returns whether the key had it. */
    async remove(apiKeyId: string, id: string): Promise<boolean> {
      return (await db.$statement(REMOVE, [id, apiKeyId])).length > 0;
    },

    /** Switches a webhook off. What waits for it is stopped when it is due. */
    async disable(id: string, reason: string): Promise<void> {
      const data = { disabledAt: new Date(), disabledReason: reason };
      await db.webhook.updateMany({ where: { id, disabledAt: null }, data });
    },
  };
}
