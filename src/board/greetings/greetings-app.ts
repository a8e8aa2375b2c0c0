import { Hono } from 'hono';
import { createAuditRoutes } from '#root/board/greetings/audit-routes.js';
import { createBatchRoutes } from '#root/board/greetings/batch-routes.js';
import { errorPage } from '#root/board/greetings/error-page.js';
import type { GreetingsDeps } from '#root/board/greetings/greetings-deps.js';
import { createListRoutes } from '#root/board/greetings/list-routes.js';
import type { RunState } from '#root/board/greetings/run-section.js';
import { showPage } from '#root/board/greetings/show-page.js';
import { createStaticFiles } from '#root/board/greetings/static-files.js';
import { createStepRoutes } from '#root/board/greetings/step-routes.js';
import { TRACE_ID } from '#root/config/board.js';
import { ifAvailable } from '#root/http/if-available.js';
import { sendArtifact } from '#root/http/send-artifact.js';
import type { VideoJob } from '#root/jobs/video-job.js';

// Only these can be ids. The database rejects some other texts, such as one with U+0000.
const ID_PATH = '/:id{[0-9a-f-]{36}}';

const NO_FILE = 'This file is not in storage.';

// A map, because the name comes from the address: an object would also answer to `constructor`.
const notices = new Map([
  ['retry', 'A new run was started.'],
  ['cancel', 'The greeting was cancelled.'],
]);

/** Creates the pages that list greetings, show one, and let the operator retry or cancel it. */
export function createGreetingsApp(deps: GreetingsDeps): Hono {
  const { videoJobs, flows, submitter, audit, operator, store, logger } = deps;
  const app = new Hono();
  app.route('/', createStaticFiles());

  app.route('/', createListRoutes(deps));
  app.route('/', createBatchRoutes(deps));
  app.route('/', createStepRoutes(deps));
  app.route('/', createAuditRoutes(deps));

  app.get(ID_PATH, async (context) => {
    const videoJob = await videoJobs.find(context.req.param('id'));
    if (videoJob === undefined) return context.notFound();
    const [state, earlier, entries] = await Promise.all([
      ifAvailable(readState(flows, videoJob)),
      videoJobs.earlierRuns(videoJob.id),
      audit.ofGreeting(videoJob.id),
    ]);
    const notice = notices.get(context.req.query('done') ?? '');
    const traceUrl = traceUrlOf(deps.traceUrl, state);
    return context.html(showPage(videoJob, { notice, state, earlier, entries, traceUrl, now: new Date() }));
  });

  app.get(`${ID_PATH}/video`, async (context) => {
    const videoJob = await videoJobs.find(context.req.param('id'));
    return (await sendArtifact(context, store, videoJob?.videoKey ?? null, 'video/mp4')) ?? context.text(NO_FILE, 404);
  });

  app.get(`${ID_PATH}/poster`, async (context) => {
    const videoJob = await videoJobs.find(context.req.param('id'));
    return (
      (await sendArtifact(context, store, videoJob?.posterKey ?? null, 'image/jpeg')) ?? context.text(NO_FILE, 404)
    );
  });

  const act = (name: 'retry' | 'cancel', work: (id: string) => Promise<VideoJob | undefined>, refusal: string) =>
    app.post(`${ID_PATH}/${name}`, async (context) => {
      const id = context.req.param('id');
      if ((await videoJobs.find(id)) === undefined) return context.notFound();
      const changed = await work(id);
      if (changed === undefined) return context.html(errorPage('Not possible', refusal, id), 409);
      logger.info('operator action', { action: name, videoJobId: id });
      await audit.recordOne({ who: operator, action: name }, changed);
      return context.redirect(`/greetings/${id}?done=${name}`, 303);
    });

  act('retry', submitter.retry, 'Only a greeting that has ended can be retried.');
  act('cancel', submitter.cancel, 'The greeting has already ended.');

  return app;
}

async function readState(flows: GreetingsDeps['flows'], videoJob: VideoJob): Promise<RunState> {
  const report = await flows.report(videoJob);
  const { waiting } = report;
  const condition = waiting === undefined || waiting.for === 'flow' ? undefined : await flows.condition(waiting.step);
  return { ...report, condition };
}

function traceUrlOf(template: string | undefined, state: RunState | undefined): string | undefined {
  return state?.traceId === undefined ? undefined : template?.replaceAll(TRACE_ID, state.traceId);
}
