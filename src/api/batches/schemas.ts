import { z } from '@hono/zod-openapi';
import {
  batchId,
  draftShape,
  greetingSchema,
  metadataSchema,
  orderShape,
  pageLimit,
  webhookUrlSchema,
} from '#root/api/greetings/schemas.js';
import { obliqueCases } from '#root/greeting/declension.js';
import { videoJobStatuses } from '#root/jobs/video-job.js';

const NAME_MAX = 100;
const VALUE_MAX = 1_000;

const valuesSchema = z
  .record(z.string().max(NAME_MAX), z.union([z.string().max(VALUE_MAX), z.number().transform(String)]))
  .openapi({
    type: 'object',
    description: 'Words for placeholders, e.g. `{{city}}`, or a form of the name: `to:dative`',
    example: { city: 'Омск', 'to:dative': 'Анечке' },
  });

export const defaultsSchema = z.strictObject(orderShape).partial();

/** A row: fields of a greeting that the defaults lack or that differ from them, and values for placeholders. */
export const itemSchema = z
  .strictObject({ ...orderShape, values: valuesSchema.optional() })
  .partial()
  .openapi('BatchItem', { example: { to: 'Анна', values: { city: 'Омск' } } });

const batchShape = {
  defaults: defaultsSchema
    .default({})
    .openapi({ description: 'Fields of all greetings', example: { text: '{{to:accusative}} поздравляет {{city}}!' } }),
  webhookUrl: webhookUrlSchema.optional(),
  metadata: metadataSchema.optional(),
};

/** A batch as it is checked first. Each row is checked by itself, so that one that is wrong stops no other. */
export const givenBatchSchema = z.strictObject({ ...batchShape, items: z.array(z.unknown()).min(1) });

/** A batch as the description of the API shows it. */
export const batchOrderSchema = z
  .strictObject({ ...batchShape, items: z.array(itemSchema).min(1) })
  .openapi('BatchOrder', {
    example: { defaults: { text: 'Happy New Year, {{to}}!' }, items: [{ to: 'Anna' }, { to: 'Boris' }] },
  });

const rejectedSchema = z
  .object({
    row: z.int().openapi({ description: 'From 1. The header of a CSV file does not count' }),
    field: z.string(),
    code: z.string().openapi({ example: 'NAME_EMPTY' }),
    detail: z.string(),
  })
  .openapi('RejectedRow');

const count = z.int().min(0);

export const receiptSchema = z
  .object({ id: z.string(), total: count, accepted: count, rejected: z.array(rejectedSchema) })
  .openapi('BatchReceipt');

export const previewSchema = z
  .object({
    total: count,
    accepted: count,
    rejected: z.array(rejectedSchema),
    rows: z.array(
      z.object({
        row: z.int(),
        ...draftShape,
        forms: z.record(z.enum(obliqueCases), z.string()),
      }),
    ),
  })
  .openapi('BatchPreview');

export const batchSchema = z
  .object({
    id: z.string(),
    total: count.openapi({ description: 'Rows that the request had' }),
    accepted: count,
    counts: z.record(z.enum(videoJobStatuses), count).openapi({ description: 'Greetings by status, deleted ones too' }),
    rejected: z.array(rejectedSchema),
    metadata: metadataSchema.nullable().openapi({ type: ['object', 'null'] }),
    createdAt: z.iso.datetime(),
    finishedAt: z.iso.datetime().nullable().openapi({ description: 'Null while a greeting is open' }),
    links: z.object({
      self: z.string(),
      items: z.string(),
      results: z.string(),
      videos: z.string().optional().openapi({ description: 'Once there is one' }),
    }),
  })
  .openapi('Batch');

export type BatchBody = z.infer<typeof batchSchema>;

export const batchPageSchema = z
  .object({ items: z.array(batchSchema), nextCursor: z.string().nullable() })
  .openapi('BatchPage');

export const batchItemPageSchema = z
  .object({
    items: z.array(z.object({ row: z.int().nullable(), to: z.string().nullable(), greeting: greetingSchema })),
    nextCursor: z.string().nullable(),
  })
  .openapi('BatchItemPage');

/** Changed by cancelling or retrying. */
export const changedSchema = z
  .object({ count: count.openapi({ description: 'Greetings that it changed' }), batch: batchSchema })
  .openapi('ChangedBatch');

export const batchIdSchema = z.object({
  id: batchId.openapi({ param: { name: 'id', in: 'path' }, example: 'k3J9x_QmZ0A' }),
});

export const batchListQuerySchema = z.strictObject({
  limit: pageLimit,
  cursor: batchId.optional().openapi({ description: '`nextCursor` of the page before' }),
});

export const batchItemsQuerySchema = z.strictObject({
  status: z.enum(videoJobStatuses).optional(),
  limit: pageLimit,
  cursor: z.uuid().optional().openapi({ description: '`nextCursor` of the page before' }),
});

/** An option, and the fields that all rows of a CSV file have in common. JSON has them in its body. */
export const batchQuerySchema = z.strictObject({
  dryRun: z.string().optional().openapi({ description: '`true`: shows words and forms of names, stores nothing' }),
  ...Object.fromEntries(
    ['to', 'text', 'template', 'format', 'voice', 'sayAs', 'music', 'photos', 'recording', 'chatId', 'webhookUrl'].map(
      (name) => [name, z.string().optional().openapi({ description: 'For rows of CSV that have none' })],
    ),
  ),
});
