import { createRoute, z } from '@hono/zod-openapi';
import type { ApiDeps } from '#root/api/api-deps.js';
import { createRoutes } from '#root/api/api-env.js';
import { requireScope } from '#root/api/authenticate.js';
import { type EventSender, eventStream } from '#root/api/events/event-stream.js';
import { createWatch, type Progress } from '#root/api/events/watch.js';
import { findGreeting } from '#root/api/greetings/find-greeting.js';
import { idSchema } from '#root/api/greetings/schemas.js';
import { toBody } from '#root/api/greetings/to-body.js';
import { problems } from '#root/api/problem.js';
import { UnavailableError } from '#root/errors.js';
import { hasEnded } from '#root/jobs/video-job.js';

const LASTING_MS = 10 * 60_000;
const COMMENT_MS = 15_000;
const MOST_LISTENERS = 5_000;

const events = createRoute({
  method: 'get',
  path: '/v1/greetings/{id}/events',
  operationId: 'followGreeting',
  summary: 'Follow a greeting until it ends',
  description: [
    'Server-sent events. `progress` has `{id, status, run, step, progress}`: the first one comes at once, the others with each',
    'change. `end` has the greeting as `GET /v1/greetings/{id}` shows it, or null if it was deleted, and is the last one.',
    'The stream ends after 10 minutes without it: connect again.',
  ].join(' '),
  tags: ['Greetings'],
  middleware: requireScope('greetings:read'),
  request: { params: idSchema },
  responses: {
    200: { description: 'The events', content: { 'text/event-stream': { schema: z.string() } } },
    ...problems(401, 403, 404, 422, 429, 503),
  },
});

const HEADERS = {
  'Content-Type': 'text/event-stream; charset=utf-8',
  'Cache-Control': 'no-store',
  // nginx would hold the events back.
  'X-Accel-Buffering': 'no',
};

/** Creates the route that streams the progress of a greeting. */
export function createEventRoutes({ videoJobs, flows, logger }: ApiDeps) {
  const watch = createWatch({ videoJobs, flows, logger });
  let listeners = 0;

  return createRoutes().openapi(events, async (context) => {
    const { apiKey } = context.var;
    const videoJob = await findGreeting(videoJobs, apiKey, context.req.valid('param').id);
    if (context.req.method === 'HEAD') return context.body(null, 200, HEADERS);
    if (listeners >= MOST_LISTENERS) throw new UnavailableError('EVENTS_BUSY', 'too many clients follow greetings');

    function follow({ send, end }: EventSender): () => void {
      listeners += 1;
      const stopListening = watch.listen(videoJob, (progress) => {
        if (progress !== undefined) send({ event: 'progress', data: progress });
        if (progress === undefined || hasEnded(progress)) void sendEnd(progress);
      });

      async function sendEnd(progress: Progress | undefined): Promise<void> {
        try {
          const ended = progress && (await videoJobs.findOfKey(apiKey.id, progress.id));
          // A retry has begun meanwhile.
          if (ended !== undefined && !hasEnded(ended)) return;
          send({ event: 'end', data: ended === undefined ? null : toBody(ended) });
          end();
        } catch (error) {
          logger.debug('end of a greeting not sent', { error });
          end();
        }
      }

      return () => {
        listeners -= 1;
        stopListening();
      };
    }

    const { signal } = context.req.raw;
    const stream = eventStream(follow, { signal, lastingMs: LASTING_MS, commentMs: COMMENT_MS });
    return context.body(stream, 200, HEADERS);
  });
}
