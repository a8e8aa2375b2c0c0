import { createRoute, type z } from '@hono/zod-openapi';
import { requireScope } from '#root/api/authenticate.js';
import { idSchema } from '#root/api/greetings/schemas.js';
import { problems } from '#root/api/problem.js';
import {
  deliveriesQuerySchema,
  deliveryPageSchema,
  deliverySchema,
  keySecretSchema,
  newWebhookSchema,
  webhooksSchema,
  webhookWithSecretSchema,
} from '#root/api/webhooks/schemas.js';

const json = <Schema extends z.ZodType>(description: string, schema: Schema) => ({
  description,
  content: { 'application/json': { schema } },
});

const webhooks = { middleware: requireScope('webhooks'), tags: ['Webhooks'] };
const always = problems(401, 403, 429, 503);
const ofOne = { request: { params: idSchema } };

export const createOne = createRoute({
  ...webhooks,
  method: 'post',
  path: '/v1/webhooks',
  operationId: 'createWebhook',
  summary: 'Be notified at an address',
  request: { body: { required: true, content: { 'application/json': { schema: newWebhookSchema } } } },
  responses: {
    201: json('The webhook, with its secret, which is shown only now', webhookWithSecretSchema),
    ...always,
    ...problems(400, 409, 413, 415, 422),
  },
});

export const list = createRoute({
  ...webhooks,
  method: 'get',
  path: '/v1/webhooks',
  operationId: 'listWebhooks',
  summary: 'List webhooks',
  responses: { 200: json('All webhooks of the key', webhooksSchema), ...always },
});

export const showKeySecret = createRoute({
  ...webhooks,
  method: 'get',
  path: '/v1/webhooks/secret',
  operationId: 'getWebhookSecret',
  summary: 'Show the secret for the `webhookUrl` of requests',
  description: 'A message to a `webhookUrl` at which the key has no webhook is signed with it. It never changes.',
  responses: { 200: json('The secret', keySecretSchema), ...always, ...problems(422) },
});

export const remove = createRoute({
  ...webhooks,
  ...ofOne,
  method: 'delete',
  path: '/v1/webhooks/{id}',
  operationId: 'deleteWebhook',
  summary: 'Remove a webhook',
  responses: { 204: { description: 'Nothing more is sent to it' }, ...always, ...problems(404, 422) },
});

export const rotate = createRoute({
  ...webhooks,
  ...ofOne,
  method: 'post',
  path: '/v1/webhooks/{id}/rotate',
  operationId: 'rotateWebhook',
  summary: 'Replace the secret of a webhook',
  description: 'For a day messages are signed with the earlier one as well.',
  responses: {
    200: json('The webhook, with its new secret', webhookWithSecretSchema),
    ...always,
    ...problems(404, 422),
  },
});

export const test = createRoute({
  ...webhooks,
  ...ofOne,
  method: 'post',
  path: '/v1/webhooks/{id}/test',
  operationId: 'testWebhook',
  summary: 'Send a ping',
  responses: { 202: json('It is sent at once', deliverySchema), ...always, ...problems(404, 409, 422) },
});

export const deliveries = createRoute({
  ...webhooks,
  method: 'get',
  path: '/v1/deliveries',
  operationId: 'listDeliveries',
  summary: 'List what was sent to any address, the newest first',
  description: 'To the webhooks of the key, and to the `webhookUrl` of its requests.',
  request: { query: deliveriesQuerySchema },
  responses: { 200: json('One page', deliveryPageSchema), ...always, ...problems(422) },
});

export const deliveriesOfOne = createRoute({
  ...webhooks,
  method: 'get',
  path: '/v1/webhooks/{id}/deliveries',
  operationId: 'listDeliveriesOfWebhook',
  summary: 'List what was sent to a webhook, the newest first',
  request: { params: idSchema, query: deliveriesQuerySchema },
  responses: { 200: json('One page', deliveryPageSchema), ...always, ...problems(404, 422) },
});

export const retry = createRoute({
  ...webhooks,
  ...ofOne,
  method: 'post',
  path: '/v1/deliveries/{id}/retry',
  operationId: 'retryDelivery',
  summary: 'Send a message again',
  responses: { 202: json('It is sent at once', deliverySchema), ...always, ...problems(404, 409, 422) },
});
