import { Hono } from 'hono';
import { auditPage } from '#root/board/greetings/audit-page.js';
import type { GreetingsDeps } from '#root/board/greetings/greetings-deps.js';
import { parseListQuery } from '#root/board/greetings/query.js';

const PAGE_LENGTH = 100;

/** Creates the page of what operators did. */
export function createAuditRoutes({ audit }: Pick<GreetingsDeps, 'audit'>): Hono {
  const app = new Hono();
  app.get('/audit', async (context) => {
    const { older } = parseListQuery(context.req.query());
    const entries = await audit.latest({ olderThan: older, limit: PAGE_LENGTH + 1 });
    return context.html(auditPage(entries.slice(0, PAGE_LENGTH), { hasOlder: entries.length > PAGE_LENGTH }));
  });
  return app;
}
