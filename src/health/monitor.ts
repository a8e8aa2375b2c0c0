import { tmpdir } from 'node:os';
import type { Container } from '#root/app/container.js';
import { createHealthApp } from '#root/health/health-app.js';
import { createLiveness, type WatchedWorker } from '#root/health/liveness.js';
import { createReadiness, type Readiness } from '#root/health/readiness.js';
import { listen } from '#root/http/listen.js';
import { createMachineMetrics } from '#root/metrics/machine-metrics.js';
import { createQueueMetrics } from '#root/metrics/queue-metrics.js';
import { createServiceMetrics } from '#root/metrics/service-metrics.js';

export interface MonitorOptions {
  /** The workers of this process, to be watched. */
  workers?: WatchedWorker[];
  /** Tells what waits in all queues, and which rows are stuck. A few processes of all are enough. */
  isObserver?: boolean;
}

/**
 * Answers on HEALTH_PORT until the container is closed, and does nothing where that is not set. `/live`: 503 with the
 * names of workers that are wedged; a process without workers lives as long as it answers. `/ready`: 503 where Redis, the
 * database or storage is away or refuses. `/metrics`: for Prometheus.
 */
export async function startMonitor(
  container: Container,
  { workers = [], isObserver = false }: MonitorOptions = {},
): Promise<void> {
  const { config, flows, metrics, probes, closers } = container;
  if (config.healthPort === undefined) return;
  const liveness = createLiveness({ workers, waiting: flows.waiting });
  const readiness = createReadiness({ probes });
  const app = createHealthApp({ liveness, readiness, metrics });
  const address = { port: config.healthPort, variables: 'HEALTH_PORT', errorCode: 'PORT_UNUSABLE' };
  const server = await listen(app, address);
  measure(container, { readiness, isObserver });
  closers.add('monitor', () => server.close());
}

interface Measured {
  readiness: Readiness;
  isObserver: boolean;
}

function measure({ config, flows, videoJobs, metrics }: Container, { readiness, isObserver }: Measured): void {
  const { registry } = metrics;
  metrics.watchProcess();
  metrics.onScrape(createServiceMetrics({ registry, readiness }));
  metrics.onScrape(createMachineMetrics({ registry, dirs: { storage: config.storage.dir, work: tmpdir() } }));
  if (isObserver) metrics.onScrape(createQueueMetrics({ registry, backlog: flows.backlog, videoJobs }));
}
