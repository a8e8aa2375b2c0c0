import { createRoute, z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import type { ApiDeps } from '#root/api/api-deps.js';
import { type ApiEnv, createRoutes } from '#root/api/api-env.js';
import { requireScope } from '#root/api/authenticate.js';
import { contentDisposition } from '#root/api/files/file-name.js';
import { findSubtitles } from '#root/api/files/find-subtitles.js';
import { findGreeting } from '#root/api/greetings/find-greeting.js';
import { idSchema } from '#root/api/greetings/schemas.js';
import { ProblemError, problems } from '#root/api/problem.js';
import { matchesEtag } from '#root/http/matches-etag.js';
import { sendArtifact } from '#root/http/send-artifact.js';
import type { VideoJob } from '#root/jobs/video-job.js';

const querySchema = z.object({
  download: z.string().max(10).optional().openapi({ description: 'Present: a browser saves the file' }),
});

const operationIds = { video: 'getVideo', poster: 'getPoster', 'subtitles.vtt': 'getSubtitles' };

const fileRoute = (name: keyof typeof operationIds, type: string, summary: string) =>
  createRoute({
    method: 'get',
    path: `/v1/greetings/{id}/${name}`,
    operationId: operationIds[name],
    summary,
    tags: ['Files'],
    middleware: requireScope('greetings:read'),
    request: { params: idSchema, query: querySchema },
    responses: {
      200: { description: 'The file', content: { [type]: { schema: {} } } },
      304: { description: 'It has not changed since the ETag in If-None-Match' },
      ...problems(401, 403, 404, 409, 410, 422, 429, 503),
    },
  });

const withRanges = (name: 'video' | 'poster', type: string, summary: string) => {
  const route = fileRoute(name, type, summary);
  const part = { description: 'The part that Range names', content: { [type]: { schema: {} } } };
  return { ...route, responses: { ...route.responses, 206: part, 416: { description: 'The file has no such part' } } };
};

const VTT = 'text/vtt; charset=utf-8';

/** Creates the routes that send the files of a greeting. */
export function createFileRoutes({ videoJobs, store }: ApiDeps) {
  async function send(context: Context<ApiEnv>, id: string, kind: 'video' | 'poster'): Promise<Response> {
    const videoJob = await findReady(context, id);
    const [key, type] = kind === 'video' ? [videoJob.videoKey, 'video/mp4'] : [videoJob.posterKey, 'image/jpeg'];
    nameFile(context, videoJob, kind === 'video' ? 'mp4' : 'jpg');
    const sent = await sendArtifact(context, await store(), key, type);
    if (sent === undefined) throw expired(`the ${kind} is no longer stored; a retry makes it again`);
    return sent;
  }

  /** Throws ProblemError 404 or 409. */
  async function findReady(context: Context<ApiEnv>, id: string): Promise<VideoJob> {
    const videoJob = await findGreeting(videoJobs, context.var.apiKey, id);
    const { status, errorCode } = videoJob;
    if (status === 'COMPLETED') return videoJob;
    const cause = errorCode === null ? '' : ` (${errorCode})`;
    throw new ProblemError(409, 'NOT_READY', `there is no video, because the greeting is ${status}${cause}`);
  }

  return createRoutes()
    .openapi(withRanges('video', 'video/mp4', 'Fetch the video'), (context) =>
      send(context, context.req.valid('param').id, 'video'),
    )
    .openapi(withRanges('poster', 'image/jpeg', 'Fetch a still of the video'), (context) =>
      send(context, context.req.valid('param').id, 'poster'),
    )
    .openapi(fileRoute('subtitles.vtt', 'text/vtt', 'Fetch the words with their times'), async (context) => {
      const videoJob = await findReady(context, context.req.valid('param').id);
      const etag = `"${videoJob.videoKey}.vtt"`;
      const headers = { ETag: etag, 'Cache-Control': 'private, no-cache', 'Content-Type': VTT };
      const subtitles = await findSubtitles(videoJob, { videoJobs, store });
      if (subtitles === undefined) throw expired('the times of the words are no longer stored');
      nameFile(context, videoJob, 'vtt');
      if (matchesEtag(context.req.header('if-none-match'), etag)) return context.body(null, 304, headers);
      return context.body(subtitles, 200, headers);
    });
}

function nameFile(context: Context<ApiEnv>, { spec }: VideoJob, extension: string): void {
  const isAttachment = context.req.query('download') !== undefined;
  context.header('Content-Disposition', contentDisposition(spec?.to ?? '', extension, { isAttachment }));
}

function expired(detail: string): ProblemError {
  return new ProblemError(410, 'ARTIFACT_EXPIRED', detail);
}
