import { z } from '@hono/zod-openapi';
import type { ApiDeps } from '#root/api/api-deps.js';
import { createRoutes } from '#root/api/api-env.js';
import { requireScope } from '#root/api/authenticate.js';
import { changeBatch, createBatch, listBatches, listItems, showBatch } from '#root/api/batches/descriptions.js';
import { addDownloads } from '#root/api/batches/download-routes.js';
import { findBatch } from '#root/api/batches/find-batch.js';
import { readBatch } from '#root/api/batches/read-batch.js';
import { createBatchTaker } from '#root/api/batches/take-batch.js';
import { batchPathOf, toBatchBody, toReceipt } from '#root/api/batches/to-batch-body.js';
import { allowanceOf, type FindUploads } from '#root/api/greetings/take-order.js';
import { toBody } from '#root/api/greetings/to-body.js';
import { idempotencySchema } from '#root/api/idempotency-key.js';
import { invalid } from '#root/api/problem.js';
import type { ApiKey } from '#root/jobs/api-keys.js';
import { OPEN } from '#root/jobs/video-job.js';

const dryRunSchema = z.object({ dryRun: z.stringbool().default(false) });

/** Creates the routes that order, show, list, cancel, retry and download many greetings together. */
export function createBatchRoutes(deps: ApiDeps, findUploads: FindUploads) {
  const { batches, videoJobs, submitter, config, logger } = deps;
  const taker = createBatchTaker(deps, findUploads);
  const routes = createRoutes();

  /** Changes greetings of a batch. Returns how many, and what the batch is afterwards. */
  async function change(apiKey: ApiKey, id: string, work: () => Promise<unknown[]>) {
    await findBatch(batches, apiKey, id);
    const { length: count } = await work();
    return { count, batch: toBatchBody(await findBatch(batches, apiKey, id)) };
  }

  routes.openAPIRegistry.registerPath(createBatch);
  routes.post(createBatch.path, requireScope('greetings:write'), async (context) => {
    const { apiKey } = context.var;
    const { dryRun } = parsed(dryRunSchema, { dryRun: context.req.query('dryRun') }, 'query');
    const headers = { 'idempotency-key': context.req.header('idempotency-key') };
    const { 'idempotency-key': idempotencyKey } = parsed(idempotencySchema, headers, 'header');
    const asked = { apiKey, batch: await readBatch(context.req, config.api.batchMax), idempotencyKey };
    if (dryRun) return context.json(await taker.preview(asked), 200);
    const { batch, created } = await taker.take(asked);
    const { total, accepted } = toReceipt(batch);
    if (created) logger.info('batch ordered', { apiKeyId: apiKey.id, batchId: batch.id, total, accepted });
    context.header('Location', batchPathOf(batch.id));
    return context.json(toReceipt(batch), created ? 202 : 200);
  });

  routes
    .openapi(listBatches, async (context) => {
      const { limit, cursor } = context.req.valid('query');
      const page = await batches.pageOfKey(context.var.apiKey.id, { limit, olderThan: cursor });
      const nextCursor = page.hasOlder ? (page.batches.at(-1)?.id ?? null) : null;
      return context.json({ items: page.batches.map(toBatchBody), nextCursor }, 200);
    })

    .openapi(showBatch, async (context) => {
      const batch = await findBatch(batches, context.var.apiKey, context.req.valid('param').id);
      return context.json(toBatchBody(batch), 200);
    })

    .openapi(listItems, async (context) => {
      const { id } = await findBatch(batches, context.var.apiKey, context.req.valid('param').id);
      const { status, limit, cursor } = context.req.valid('query');
      const { videoJobs: found, hasMore } = await batches.itemsOf(id, { status, limit, afterId: cursor });
      const items = found.map((videoJob) => {
        return { row: videoJob.batchRow, to: videoJob.spec?.to ?? null, greeting: toBody(videoJob) };
      });
      return context.json({ items, nextCursor: hasMore ? (found.at(-1)?.id ?? null) : null }, 200);
    })

    .openapi(changeBatch('cancel', 'Stop the greetings of a batch that have not ended'), async (context) => {
      const { id } = context.req.valid('param');
      const cancelOpen = async () => submitter.cancelAll(await videoJobs.idsInBatch(id, OPEN));
      return context.json(await change(context.var.apiKey, id, cancelOpen), 202);
    })

    .openapi(changeBatch('retry-failed', 'Make the greetings of a batch that failed once more'), async (context) => {
      const { id } = context.req.valid('param');
      const allowance = allowanceOf(context.var.apiKey);
      const retryFailed = async () => submitter.retryAll(await videoJobs.idsInBatch(id, ['FAILED']), allowance);
      return context.json(await change(context.var.apiKey, id, retryFailed), 202);
    });

  addDownloads(routes, deps);
  return routes;
}

/** Returns the value as the schema has it. Throws ProblemError 422. */
function parsed<Schema extends z.ZodType>(
  schema: Schema,
  value: unknown,
  target: 'query' | 'header',
): z.output<Schema> {
  const { success, data, error } = schema.safeParse(value);
  if (!success) throw invalid(error.issues, target);
  return data;
}
