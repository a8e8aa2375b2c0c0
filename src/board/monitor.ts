import { jsonAnswer, startHttpServer } from '#root/board/http.js';
import { createReadiness } from '#root/board/readiness.js';
import type { Container } from '#root/container.js';
import { createLiveness, type WatchedWorker } from '#root/queue/liveness.js';

export interface MonitorOptions {
  /** The workers of this process, to be watched. */
  workers?: WatchedWorker[];
}

/**
 * Answers on HEALTH_PORT until the container is closed, and does nothing where that is not set. `/live`: 503 with the
 * names of workers that are wedged; a process without workers lives as long as it answers. `/ready`: 503 where Redis, the
 * database or storage is away.
 */
export async function startMonitor(
  { config, flows, probes, closers }: Container,
  { workers = [] }: MonitorOptions = {},
): Promise<void> {
  if (config.healthPort === undefined) return;
  const liveness = createLiveness({ workers, waiting: flows.waiting });
  const readiness = createReadiness({ probes });
  const server = await startHttpServer({
    port: config.healthPort,
    routes: {
      '/live': async () => {
        const state = await liveness();
        return jsonAnswer(state.live, state);
      },
      '/ready': async () => {
        const state = await readiness();
        return jsonAnswer(state.ready, state);
      },
    },
  });
  closers.add('monitor', () => server.close());
}
