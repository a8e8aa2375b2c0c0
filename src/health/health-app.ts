import { Hono } from 'hono';
import pTimeout from 'p-timeout';
import type { Registry } from 'prom-client';
import type { Liveness } from '#root/health/liveness.js';
import type { Readiness } from '#root/health/readiness.js';

export interface HealthDeps {
  liveness: Liveness;
  readiness: Readiness;
  metrics: { registry: Pick<Registry, 'contentType'>; text(): Promise<string> };
}

// A probe gives up after a few seconds and then counts the process as hanging.
const LIVE_MS = 2_000;

/** Creates the app that serves `/live` and `/ready`, with status 503 if the process is not, and `/metrics`. */
export function createHealthApp({ liveness, readiness, metrics }: HealthDeps): Hono {
  const app = new Hono();

  // Any method: HAProxy asks with OPTIONS by default.
  app.all('/live', async (context) => {
    // Redis being unavailable is no reason to restart this process.
    const fallback = () => ({ live: true, wedged: [] });
    const state = await pTimeout(liveness(), { milliseconds: LIVE_MS, fallback });
    return context.json(state, state.live ? 200 : 503);
  });

  app.all('/ready', async (context) => {
    const state = await readiness();
    return context.json(state, state.ready ? 200 : 503);
  });

  app.all('/metrics', async (context) =>
    context.body(await metrics.text(), 200, { 'Content-Type': metrics.registry.contentType }),
  );

  app.onError((error, context) => context.text(error.name, 500));
  return app;
}
