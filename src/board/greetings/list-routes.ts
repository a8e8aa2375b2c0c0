import { Hono } from 'hono';
import { formatCount } from '#root/board/greetings/format.js';
import type { GreetingsDeps } from '#root/board/greetings/greetings-deps.js';
import { listPage } from '#root/board/greetings/list-page.js';
import { OVERVIEW_MS, readOverview } from '#root/board/greetings/overview.js';
import { isNameSearch, isUnfiltered, listUrl, pageRequestOf, parseListQuery } from '#root/board/greetings/query.js';
import { readForm } from '#root/board/greetings/read-form.js';
import { stepNames } from '#root/queue/definitions/index.js';

const PAGE_LENGTH = 50;
const noRows = { videoJobs: [], hasNewer: false, hasOlder: false };

export type ListDeps = Pick<GreetingsDeps, 'videoJobs' | 'flows' | 'sealer'>;

/** Creates the list of greetings and its search. */
export function createListRoutes({ videoJobs, flows, sealer }: ListDeps): Hono {
  const app = new Hono();

  app.get('/', async (context) => {
    const query = parseListQuery(context.req.query());
    const name = query.name === undefined ? undefined : sealer.open(query.name);
    const now = new Date();
    const request = pageRequestOf(query, name, now);
    const [found, failures, overview] = await Promise.all([
      request === undefined ? noRows : videoJobs.page({ ...request, limit: PAGE_LENGTH }),
      videoJobs.countFailures(new Date(now.getTime() - OVERVIEW_MS)),
      isUnfiltered(query) ? readOverview({ videoJobs, flows }, now) : undefined,
    ]);
    return context.html(
      listPage(query, { ...found, name, notice: noticeOf(context.req.query()), failures, overview }, now),
    );
  });

  // A search is posted, so that a name is in no address.
  app.post('/search', ...readForm, async (context) => {
    const { q, ...filters } = parseListQuery(context.req.valid('form'));
    const searched = isNameSearch(q) ? { name: sealer.seal(q) } : { q };
    return context.redirect(listUrl({ ...filters, ...searched }), 303);
  });

  return app;
}

const stepNotices = new Map(
  stepNames.flatMap((step) => [
    [`pause-${step}`, `${step} was paused.`],
    [`resume-${step}`, `${step} was resumed.`],
  ]),
);

/** Returns the sentence that confirms an action on many greetings or on a step. */
function noticeOf({ done = '', changed }: Record<string, string>): string | undefined {
  const count = Number(changed);
  if (!Number.isInteger(count)) return stepNotices.get(done);
  const greetings = `${formatCount(count)} ${count === 1 ? 'greeting' : 'greetings'}`;
  if (done === 'retry') return `New runs were started for ${greetings}.`;
  return done === 'cancel' ? `Cancelled ${greetings}.` : undefined;
}
