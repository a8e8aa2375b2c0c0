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
  /** Workers of this process that `/live` checks. */
  workers?: WatchedWorker[];
  /** Whether to report waiting jobs of all queues and stuck rows. A few processes that do so suffice. */
  isObserver?: boolean;
}

/**
 * Serves HEALTH_PORT until the container is closed. Does nothing if that variable is not set. `/live` answers 503 with
 * the names of wedged workers. `/ready` answers 503 if Redis, the database or storage is unavailable or refuses access.
 * `/metrics` answers Prometheus.
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
  // Probes that speak HTTP/1.0, such as HAProxy's, send no Host header.
  const server = await listen(app, { ...address, hostname: 'localhost' });
  addReaders(container, { readiness, isObserver });
  closers.add('monitor', () => server.close());
}

interface ReaderOptions {
  readiness: Readiness;
  isObserver: boolean;
}

function addReaders(container: Container, { readiness, isObserver }: ReaderOptions): void {
  const { config, flows, videoJobs, webhooks, metrics } = container;
  const { registry } = metrics;
  metrics.watchProcess();
  metrics.onScrape(createServiceMetrics({ registry, readiness }));
  metrics.onScrape(createMachineMetrics({ registry, dirs: { storage: config.storage.dir, work: tmpdir() } }));
  if (isObserver) metrics.onScrape(createQueueMetrics({ registry, backlog: flows.backlog, videoJobs, webhooks }));
}
