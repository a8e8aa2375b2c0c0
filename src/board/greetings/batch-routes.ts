import { type Context, Hono } from 'hono';
import {
  type BatchAction,
  batchActionSchema,
  batchSchema,
  filterOf,
  MAX_CHANGED,
} from '#root/board/greetings/batch.js';
import { batchPage } from '#root/board/greetings/batch-page.js';
import { errorPage } from '#root/board/greetings/error-page.js';
import type { GreetingsDeps } from '#root/board/greetings/greetings-deps.js';
import { type ListQuery, listUrl, parseListQuery } from '#root/board/greetings/query.js';
import { readForm } from '#root/board/greetings/read-form.js';
import type { RowFilter } from '#root/jobs/row-filter.js';

// Rows changed together. Between two portions other work gets its turn.
const PORTION = 100;
// Counting more takes long and shows the operator nothing new.
const MAX_COUNTED = 10_000;

export type BatchDeps = Pick<GreetingsDeps, 'videoJobs' | 'submitter' | 'sealer' | 'audit' | 'operator' | 'logger'>;

/** Creates the actions on all greetings that match the list's filter. */
export function createBatchRoutes({ videoJobs, submitter, sealer, audit, operator, logger }: BatchDeps): Hono {
  const app = new Hono();
  const nameOf = ({ name }: ListQuery) => (name === undefined ? undefined : sealer.open(name));
  const refuse = (context: Context) =>
    context.html(errorPage('Not possible', 'This form is incomplete. Please start again from the list.'), 400);

  /** Changes at most `count` greetings, those ordered first. Returns how many were changed. */
  async function change(action: BatchAction, filter: RowFilter, count: number): Promise<number> {
    const work = action === 'retry' ? submitter.retryAll : submitter.cancelAll;
    const deed = { who: operator, action };
    const batchId = await audit.beginMany(deed);
    let [changed, seen, afterId] = [0, 0, ''];
    while (seen < count) {
      const ids = await videoJobs.idsMatching(filter, { afterId, limit: Math.min(PORTION, count - seen) });
      if (ids.length === 0) break;
      const rows = await work(ids);
      await audit.recordMany(deed, batchId, rows);
      changed += rows.length;
      seen += ids.length;
      afterId = ids.at(-1) ?? '';
    }
    return changed;
  }

  app.get('/batch', async (context) => {
    const action = batchActionSchema.safeParse(context.req.query('action'));
    if (!action.success) return refuse(context);
    const query = parseListQuery(context.req.query());
    const [name, at] = [nameOf(query), new Date()];
    const filter = filterOf(action.data, query, { name, at });
    const found = filter === undefined ? 0 : await videoJobs.countMatching(filter, { limit: MAX_COUNTED + 1 });
    const matching = Math.min(found, MAX_COUNTED);
    return context.html(batchPage({ action: action.data, query, name, matching, hasMore: found > matching, at }));
  });

  app.post('/batch', ...readForm, async (context) => {
    const form = context.req.valid('form');
    const batch = batchSchema.safeParse(form);
    if (!batch.success) return refuse(context);
    const { action, count, at } = batch.data;
    const query = parseListQuery(form);
    const filter = filterOf(action, query, { name: nameOf(query), at: new Date(at) });
    const changed = filter === undefined ? 0 : await change(action, filter, Math.min(count, MAX_CHANGED));
    logger.info('operator action', { action, count: changed });
    const list = listUrl({ ...query, older: undefined, newer: undefined });
    return context.redirect(`${list}${list.includes('?') ? '&' : '?'}done=${action}&changed=${changed}`, 303);
  });

  return app;
}
