import { z } from '@hono/zod-openapi';
import { pageLimit, webhookUrlSchema } from '#root/api/greetings/schemas.js';
import type { Delivery } from '#root/jobs/webhooks/deliveries.js';
import { eventTypes } from '#root/jobs/webhooks/event.js';
import type { Webhook } from '#root/jobs/webhooks/webhooks.js';

const secretSchema = z.string().openapi({
  description: 'Signs the messages, as Standard Webhooks say',
  example: 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw',
});

export const newWebhookSchema = z
  .strictObject({
    url: webhookUrlSchema,
    types: z
      .array(z.enum(eventTypes))
      .max(eventTypes.length)
      .default([])
      .openapi({ description: 'What to send. By default everything' }),
  })
  .openapi('NewWebhook', { example: { url: 'https://shop.example/hooks/zdravitsa', types: ['greeting.completed'] } });

const webhookSchema = z
  .object({
    id: z.uuid(),
    url: z.string(),
    types: z.array(z.string()),
    disabledAt: z.iso.datetime().nullable(),
    disabledReason: z.string().nullable().openapi({ description: '`GONE`: the receiver answered 410' }),
    createdAt: z.iso.datetime(),
  })
  .openapi('Webhook');

/** Shown once, when the secret is new. */
export const webhookWithSecretSchema = webhookSchema
  .extend({ secret: secretSchema, earlierSecretUntil: z.iso.datetime().nullable() })
  .openapi('WebhookWithSecret');

export const webhooksSchema = z.object({ items: z.array(webhookSchema) }).openapi('WebhookList');

export const keySecretSchema = z.object({ secret: secretSchema }).openapi('WebhookSecret');

export const deliverySchema = z
  .object({
    id: z.uuid(),
    eventId: z.string().openapi({ description: 'The `webhook-id` of the message' }),
    type: z.string(),
    url: z.string(),
    attempts: z.int(),
    lastStatus: z.int().nullable().openapi({ description: 'Status of the last answer' }),
    lastError: z.string().nullable().openapi({ description: 'Why there was no answer', example: 'TIMEOUT' }),
    lastAttemptAt: z.iso.datetime().nullable(),
    nextAttemptAt: z.iso.datetime().nullable().openapi({ description: 'Null: it was delivered, or given up' }),
    deliveredAt: z.iso.datetime().nullable(),
    createdAt: z.iso.datetime(),
  })
  .openapi('WebhookDelivery');

export const deliveryPageSchema = z
  .object({ items: z.array(deliverySchema), nextCursor: z.string().nullable() })
  .openapi('WebhookDeliveryPage');

export const deliveriesQuerySchema = z.strictObject({
  limit: pageLimit,
  cursor: z.uuid().optional().openapi({ description: '`nextCursor` of the page before' }),
});

/** Returns a webhook as the API shows it. */
export function toWebhookBody({ id, url, types, disabledAt, disabledReason, createdAt }: Webhook) {
  return {
    id,
    url,
    types,
    disabledAt: disabledAt?.toISOString() ?? null,
    disabledReason,
    createdAt: createdAt.toISOString(),
  };
}

/** Returns a delivery as the API shows it. */
export function toDeliveryBody({ id, eventId, type, url, attempts, lastStatus, lastError, ...times }: Delivery) {
  return {
    id,
    eventId,
    type,
    url,
    attempts,
    lastStatus,
    lastError,
    lastAttemptAt: times.lastAttemptAt?.toISOString() ?? null,
    nextAttemptAt: times.dueAt?.toISOString() ?? null,
    deliveredAt: times.deliveredAt?.toISOString() ?? null,
    createdAt: times.createdAt.toISOString(),
  };
}

/** Returns a page of deliveries as the API shows it. */
export function toDeliveryPage({ deliveries, hasOlder }: { deliveries: Delivery[]; hasOlder: boolean }) {
  return { items: deliveries.map(toDeliveryBody), nextCursor: hasOlder ? (deliveries.at(-1)?.id ?? null) : null };
}
