import { createRoute, z } from '@hono/zod-openapi';
import { requireScope } from '#root/api/authenticate.js';
import { separatorNames } from '#root/api/batches/results-csv.js';
import {
  batchIdSchema,
  batchItemPageSchema,
  batchItemsQuerySchema,
  batchListQuerySchema,
  batchOrderSchema,
  batchPageSchema,
  batchQuerySchema,
  batchSchema,
  changedSchema,
  previewSchema,
  receiptSchema,
} from '#root/api/batches/schemas.js';
import { idempotencySchema } from '#root/api/idempotency-key.js';
import { json } from '#root/api/json-answer.js';
import { problems } from '#root/api/problem.js';

const read = { middleware: requireScope('greetings:read'), tags: ['Batches'] };
const write = { middleware: requireScope('greetings:write'), tags: ['Batches'] };
const always = problems(401, 403, 429, 503);

/** Only described: the handler reads the body, because each row is checked by itself. */
export const createBatch = createRoute({
  tags: ['Batches'],
  method: 'post',
  path: '/v1/batches',
  operationId: 'createBatch',
  summary: 'Order many greetings',
  description:
    'Rows that are wrong are rejected one by one, and the others become greetings. Words may have placeholders: `{{to}}`, ' +
    'a column or value such as `{{city}}`, and a Russian name in another case: `{{to:dative}}`, `{{to:genitive}}`, ' +
    '`{{to:accusative}}`, `{{to:instrumental}}`, `{{to:prepositional}}`.',
  request: {
    headers: idempotencySchema,
    query: batchQuerySchema,
    body: {
      required: true,
      content: {
        'application/json': { schema: batchOrderSchema },
        'text/csv': { schema: z.string().openapi({ example: 'to;text;city\nАнна;Привет из города {{city}}!;Омск\n' }) },
      },
    },
  },
  responses: {
    200: json('The batch of the same request, or what its rows would become', z.union([receiptSchema, previewSchema])),
    202: {
      ...json('The rows that are right are stored and will be made', receiptSchema),
      headers: z.object({ Location: z.string() }),
    },
    ...always,
    ...problems(400, 413, 415, 422),
  },
});

export const listBatches = createRoute({
  ...read,
  method: 'get',
  path: '/v1/batches',
  operationId: 'listBatches',
  summary: 'List batches, the newest first',
  request: { query: batchListQuerySchema },
  responses: { 200: json('One page', batchPageSchema), ...always, ...problems(422) },
});

const ofOne = { request: { params: batchIdSchema } };

export const showBatch = createRoute({
  ...read,
  ...ofOne,
  method: 'get',
  path: '/v1/batches/{id}',
  operationId: 'getBatch',
  summary: 'Show a batch and how many of its greetings have ended',
  responses: { 200: json('The batch', batchSchema), ...always, ...problems(404, 422) },
});

export const listItems = createRoute({
  ...read,
  method: 'get',
  path: '/v1/batches/{id}/items',
  operationId: 'listBatchItems',
  summary: 'List the greetings of a batch in the order of its rows',
  request: { params: batchIdSchema, query: batchItemsQuerySchema },
  responses: { 200: json('One page', batchItemPageSchema), ...always, ...problems(404, 422) },
});

export const changeBatch = (action: 'cancel' | 'retry-failed', summary: string) =>
  createRoute({
    ...write,
    ...ofOne,
    method: 'post',
    path: `/v1/batches/{id}/${action}`,
    operationId: action === 'cancel' ? 'cancelBatch' : 'retryFailedOfBatch',
    summary,
    responses: { 202: json('Done', changedSchema), ...always, ...problems(404, 422) },
  });

export const downloadResults = createRoute({
  ...read,
  method: 'get',
  path: '/v1/batches/{id}/results.csv',
  operationId: 'getBatchResults',
  summary: 'Download what became of each row, as a table',
  request: {
    params: batchIdSchema,
    query: z.strictObject({ separator: z.enum(separatorNames).default('comma') }),
  },
  responses: {
    200: { description: 'A line for each greeting', content: { 'text/csv': { schema: z.string() } } },
    ...always,
    ...problems(404, 422),
  },
});

export const downloadVideos = createRoute({
  ...read,
  ...ofOne,
  method: 'get',
  path: '/v1/batches/{id}/videos.zip',
  operationId: 'getBatchVideos',
  summary: 'Download the videos that are ready, as an archive',
  responses: {
    200: {
      description: 'The videos. Greetings without one are listed in a text file',
      content: { 'application/zip': { schema: z.string().openapi({ format: 'binary' }) } },
    },
    ...always,
    ...problems(404, 409, 410, 422),
  },
});
