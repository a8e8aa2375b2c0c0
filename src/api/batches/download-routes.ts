import { Readable } from 'node:stream';
import type { OpenAPIHono } from '@hono/zod-openapi';
import type { ApiDeps } from '#root/api/api-deps.js';
import type { ApiEnv } from '#root/api/api-env.js';
import { downloadResults, downloadVideos } from '#root/api/batches/descriptions.js';
import { findBatch } from '#root/api/batches/find-batch.js';
import { resultsCsv } from '#root/api/batches/results-csv.js';
import { videosZip } from '#root/api/batches/videos-zip.js';
import { ProblemError } from '#root/api/problem.js';
import { publicUrl } from '#root/api/public-url.js';

/** Adds the routes that download a table and the videos of a batch. */
export function addDownloads(routes: OpenAPIHono<ApiEnv>, { batches, store, config }: ApiDeps): void {
  routes
    .openapi(downloadResults, async (context) => {
      const { id } = await findBatch(batches, context.var.apiKey, context.req.valid('param').id);
      const headers = download('text/csv; charset=utf-8', `batch-${id}.csv`);
      if (context.req.method === 'HEAD') return context.body(null, 200, headers);
      const { separator } = context.req.valid('query');
      const base = publicUrl(context, config);
      return context.body(streamed(resultsCsv(batches.eachItemOf(id), { separator, base })), 200, headers);
    })

    .openapi(downloadVideos, async (context) => {
      const batch = await findBatch(batches, context.var.apiKey, context.req.valid('param').id);
      const { id, rows, counts } = batch;
      if (counts.COMPLETED === 0) throw new ProblemError(409, 'NOT_READY', 'no video of this batch is ready yet');
      const headers = download('application/zip', `batch-${id}.zip`);
      if (context.req.method === 'HEAD') return context.body(null, 200, headers);
      const archive = await videosZip(batches.eachItemOf(id), { store: await store(), rows: rows ?? 0 });
      return context.body(streamed(archive), 200, headers);
    });
}

function download(type: string, name: string) {
  return { 'Content-Type': type, 'Content-Disposition': `attachment; filename="${name}"` };
}

/** If the client leaves, the stream is destroyed. */
function streamed(stream: Readable): ReadableStream {
  return Readable.toWeb(stream) as ReadableStream;
}
