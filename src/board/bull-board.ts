import { createBullBoard } from '@bull-board/api';
import { BullMQAdapter } from '@bull-board/api/bullMQAdapter';
import type { QueueAdapterOptions } from '@bull-board/api/typings/app';
import { HonoAdapter } from '@bull-board/hono';
import { serveStatic } from '@hono/node-server/serve-static';
import { Queue } from 'bullmq';
import { Hono } from 'hono';
import { HTTPException } from 'hono/http-exception';
import { timeout } from 'hono/timeout';
import type { Config } from '#root/config.js';
import type { RunId } from '#root/jobs/video-job.js';
import type { Logger } from '#root/logger.js';
import { runDataSchema } from '#root/queue/definitions/define-step.js';
import { stepNames } from '#root/queue/definitions/index.js';
import { stepJobId } from '#root/queue/runs/flow.js';
import { producerConnection } from '#root/redis/connection.js';

/** Path of Bull Board below the board's address. */
export const QUEUES_PATH = '/queues';

const WAY_BACK =
  '<a href="/greetings" style="position:fixed;right:1rem;bottom:1rem;z-index:99;padding:.5rem .9rem;border-radius:.55rem;' +
  'background:#b4390a;color:#fff;font:600 .92rem system-ui,sans-serif;text-decoration:none">← Greetings</a>';

const API_TIMEOUT_MS = 5_000;
const noAnswer = () =>
  new HTTPException(503, { res: Response.json({ error: 'Redis does not answer' }, { status: 503 }) });

/** Returns the address of a run's flow tree in Bull Board. */
export function flowUrl(run: RunId): string {
  return `${QUEUES_PATH}/queue/greeting/${encodeURIComponent(stepJobId('greeting', run))}`;
}

const adapterOptions: Partial<QueueAdapterOptions> = {
  readOnlyMode: true,
  description: 'Read-only. Retry or cancel a greeting on its own page.',
  externalJobUrl: ({ data }) => {
    const run = runDataSchema.safeParse(data);
    return {
      displayText: 'Open the greeting →',
      href: run.success ? `/greetings/${run.data.videoJobId}` : '/greetings',
    };
  },
};

/** Creates a read-only Bull Board for all queues. A retry in Bull Board would not restart the flow. */
export function createQueuesBoard({ config, logger }: { config: Config; logger: Logger }): {
  app: Hono;
  close(): Promise<void>;
} {
  const { prefix } = config.queues;
  const queues = stepNames.map((name) => new Queue(name, { connection: producerConnection(config.redis), prefix }));
  for (const queue of queues) queue.on('error', (error) => logger.debug('Redis connection failed', { error }));

  const serverAdapter = new HonoAdapter(serveStatic);
  serverAdapter.setBasePath(QUEUES_PATH);
  createBullBoard({
    queues: queues.map((queue) => new BullMQAdapter(queue, adapterOptions)),
    serverAdapter,
    options: {
      uiConfig: {
        boardTitle: 'Zdravitsa',
        miscLinks: [{ text: 'Greetings: retry and cancel', url: '/greetings' }],
        favIcon: { default: '/greetings/icon.svg', alternative: '/greetings/icon.svg' },
        boardLogo: { path: '/greetings/icon.svg', width: 24, height: 24 },
        hideDocsLink: true,
      },
    },
  });
  const app = new Hono();
  // Removes links to fonts at Google, so that the operator's browser sends requests to the board only. Adds a way back,
  // because Bull Board hides its own links in a menu.
  app.use(async (context, next) => {
    await next();
    if (!context.res.headers.get('Content-Type')?.startsWith('text/html')) return;
    const page = await context.res.text();
    const own = page.replace(/<link [^>]*href="https:[^>]*>/g, '').replace('</body>', `${WAY_BACK}</body>`);
    context.res = new Response(own, context.res);
  });
  // These may be cached, because their names change with their content.
  app.use('/static/:kind{js|css}/*', async (context, next) => {
    await next();
    if (context.res.ok) context.header('Cache-Control', 'private, max-age=86400');
  });
  // If Redis hangs, Bull Board would show "Loading" without end.
  app.use('/api/*', timeout(API_TIMEOUT_MS, noAnswer));
  app.route('/', serverAdapter.registerPlugin());
  return {
    app,
    async close() {
      await Promise.all(queues.map((queue) => queue.close()));
    },
  };
}
