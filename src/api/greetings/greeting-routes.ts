import { createHash } from 'node:crypto';
import { createRoute, z } from '@hono/zod-openapi';
import type { ApiDeps } from '#root/api/api-deps.js';
import { createRoutes } from '#root/api/api-env.js';
import { requireScope } from '#root/api/authenticate.js';
import { findGreeting } from '#root/api/greetings/find-greeting.js';
import {
  draftSchema,
  greetingSchema,
  idSchema,
  listQuerySchema,
  orderSchema,
  pageSchema,
} from '#root/api/greetings/schemas.js';
import { allowanceOf, createOrderTaker, type FindUploads } from '#root/api/greetings/take-order.js';
import { pathOf, toBody } from '#root/api/greetings/to-body.js';
import { idempotencySchema } from '#root/api/idempotency-key.js';
import { json } from '#root/api/json-answer.js';
import { ProblemError, problems } from '#root/api/problem.js';
import { ifAvailable } from '#root/http/if-available.js';
import { matchesEtag } from '#root/http/matches-etag.js';
import { hasEnded, type VideoJob } from '#root/jobs/video-job.js';

const read = { middleware: requireScope('greetings:read'), tags: ['Greetings'] };
const write = { middleware: requireScope('greetings:write'), tags: ['Greetings'] };
const always = problems(401, 403, 429, 503);

const createOne = createRoute({
  ...write,
  method: 'post',
  path: '/v1/greetings',
  operationId: 'createGreeting',
  summary: 'Order a greeting',
  request: {
    headers: idempotencySchema,
    query: z.strictObject({
      dryRun: z.stringbool().default(false).openapi({ type: 'boolean', description: 'Only checks the order' }),
    }),
    body: { required: true, content: { 'application/json': { schema: orderSchema } } },
  },
  responses: {
    200: json(
      'The greeting of the same request, or what the order would become',
      z.union([greetingSchema, draftSchema]),
    ),
    202: {
      ...json('The greeting is stored and will be made', greetingSchema),
      headers: z.object({ Location: z.string() }),
    },
    ...always,
    ...problems(400, 410, 413, 415, 422),
  },
});

const list = createRoute({
  ...read,
  method: 'get',
  path: '/v1/greetings',
  operationId: 'listGreetings',
  summary: 'List greetings, the newest first',
  request: { query: listQuerySchema },
  responses: { 200: json('One page', pageSchema), ...always, ...problems(422) },
});

const show = createRoute({
  ...read,
  method: 'get',
  path: '/v1/greetings/{id}',
  operationId: 'getGreeting',
  summary: 'Show a greeting',
  request: { params: idSchema },
  responses: {
    200: json('The greeting', greetingSchema),
    304: { description: 'It has not changed since the ETag in If-None-Match' },
    ...always,
    ...problems(404, 422),
  },
});

const change = (action: 'cancel' | 'retry', summary: string) =>
  createRoute({
    ...write,
    method: 'post',
    path: `/v1/greetings/{id}/${action}`,
    operationId: `${action}Greeting`,
    summary,
    request: { params: idSchema },
    responses: { 202: json('Done', greetingSchema), ...always, ...problems(404, 409, 422) },
  });

const remove = createRoute({
  ...write,
  method: 'delete',
  path: '/v1/greetings/{id}',
  operationId: 'deleteGreeting',
  summary: 'Delete names, texts and files of a greeting',
  request: { params: idSchema },
  responses: { 204: { description: 'Nothing is left of it but counts' }, ...always, ...problems(404, 422) },
});

/** Creates the routes that order, show, list, cancel, retry and delete greetings. */
export function createGreetingRoutes(deps: ApiDeps, findUploads: FindUploads) {
  const { videoJobs, flows, submitter, forgetter, logger } = deps;
  const orders = createOrderTaker(deps, findUploads);

  const withProgress = async (videoJob: VideoJob) =>
    toBody(videoJob, hasEnded(videoJob) ? undefined : await ifAvailable(flows.progress(videoJob)));

  return createRoutes()
    .openapi(createOne, async (context) => {
      const asked = {
        apiKey: context.var.apiKey,
        body: context.req.valid('json'),
        idempotencyKey: context.req.valid('header')['idempotency-key'],
      };
      if (context.req.valid('query').dryRun) {
        const { to, text, template, format, voice, language } = (await orders.check(asked)).content;
        return context.json({ to, text, template, format, voice, language }, 200);
      }
      const { videoJob, created } = await orders.take(asked);
      if (created) logger.info('greeting ordered', { apiKeyId: asked.apiKey.id, videoJobId: videoJob.id });
      context.header('Location', pathOf(videoJob.id));
      return context.json(toBody(videoJob), created ? 202 : 200);
    })

    .openapi(list, async (context) => {
      const { status, batch, limit, cursor } = context.req.valid('query');
      const request = { status, batchId: batch, limit, olderThan: cursor };
      const { videoJobs: found, hasOlder } = await videoJobs.pageOfKey(context.var.apiKey.id, request);
      const nextCursor = hasOlder ? (found.at(-1)?.id ?? null) : null;
      return context.json({ items: found.map((videoJob) => toBody(videoJob)), nextCursor }, 200);
    })

    .openapi(show, async (context) => {
      const videoJob = await findGreeting(videoJobs, context.var.apiKey, context.req.valid('param').id);
      const body = await withProgress(videoJob);
      const etag = `"${createHash('sha256').update(JSON.stringify(body)).digest('base64url').slice(0, 22)}"`;
      const headers = { ETag: etag, 'Cache-Control': 'private, no-cache' };
      if (matchesEtag(context.req.header('if-none-match'), etag)) return context.body(null, 304, headers);
      return context.json(body, 200, headers);
    })

    .openapi(change('cancel', 'Stop a greeting that has not ended'), async (context) => {
      const { id } = await findGreeting(videoJobs, context.var.apiKey, context.req.valid('param').id);
      const cancelled = await submitter.cancel(id);
      if (cancelled === undefined) throw new ProblemError(409, 'GREETING_ENDED', 'the greeting has ended already');
      return context.json(toBody(cancelled), 202);
    })

    .openapi(change('retry', 'Make a greeting that has ended once more'), async (context) => {
      const { id } = await findGreeting(videoJobs, context.var.apiKey, context.req.valid('param').id);
      const retried = await submitter.retry(id, allowanceOf(context.var.apiKey));
      if (retried === undefined) throw new ProblemError(409, 'GREETING_OPEN', 'the greeting has not ended yet');
      return context.json(toBody(retried), 202);
    })

    .openapi(remove, async (context) => {
      const { id } = context.req.valid('param');
      await findGreeting(videoJobs, context.var.apiKey, id);
      await forgetter.forgetOne(id);
      logger.info('greeting deleted', { apiKeyId: context.var.apiKey.id, videoJobId: id });
      return context.body(null, 204);
    });
}
