import { Gauge, type Registry } from 'prom-client';
import type { VideoJobs } from '#root/jobs/video-jobs.js';
import type { Webhooks } from '#root/jobs/webhooks/webhooks.js';
import { type StepName, stepNames } from '#root/queue/definitions/index.js';
import type { Backlog } from '#root/queue/runs/count-jobs.js';

export interface QueueMetricsDeps {
  registry: Registry;
  /** Returns the jobs of a queue. Throws if Redis is unavailable. */
  backlog: (step: StepName) => Promise<Backlog>;
  videoJobs: Pick<VideoJobs, 'countStuck'>;
  webhooks: Pick<Webhooks, 'oldestDueSeconds'>;
}

// A greeting is stuck if its row is open and has not changed for this time.
const STUCK_MS = 15 * 60_000;

/**
 * Registers metrics of waiting jobs, stuck greetings and messages to programs that wait. Returns the function that updates them. All processes that
 * report them report the same values, so combine them by `max`, not by `sum`. If Redis or the database is unavailable,
 * its values are missing.
 */
export function createQueueMetrics(deps: QueueMetricsDeps): () => Promise<void> {
  const { registry, backlog, videoJobs, webhooks } = deps;
  const registers = [registry];
  const jobs = new Gauge({
    name: 'zdravitsa_queue_jobs',
    help: 'Jobs in a queue by state, the same from every process that reports it. Failed jobs are kept for a day.',
    labelNames: ['queue', 'state'],
    registers,
  });
  const oldest = new Gauge({
    name: 'zdravitsa_queue_oldest_waiting_seconds',
    help: 'Age of the oldest job that waits for a worker, since its flow was added. 0 if none waits.',
    labelNames: ['queue'],
    registers,
  });
  const stuck = new Gauge({
    name: 'zdravitsa_greetings_stuck',
    help: `Greetings that have not ended and have not changed for ${STUCK_MS / 60_000} minutes.`,
    registers,
  });

  const message = new Gauge({
    name: 'zdravitsa_webhook_oldest_due_seconds',
    help: 'How long the oldest message to a program has been due, the same from every process that reports it.',
    registers,
  });

  async function readQueues(): Promise<void> {
    const found = await Promise.all(stepNames.map(async (queue) => [queue, await backlog(queue)] as const));
    for (const [queue, { counts, oldestWaitingMs }] of found) {
      for (const [state, count] of Object.entries(counts)) jobs.set({ queue, state }, count);
      oldest.set({ queue }, oldestWaitingMs / 1_000);
    }
  }

  async function readRows(): Promise<void> {
    stuck.set(await videoJobs.countStuck(new Date(Date.now() - STUCK_MS)));
  }

  async function readMessages(): Promise<void> {
    message.set(await webhooks.oldestDueSeconds());
  }

  return async () => {
    jobs.reset();
    oldest.reset();
    stuck.remove();
    message.remove();
    await Promise.allSettled([readQueues(), readRows(), readMessages()]);
  };
}
