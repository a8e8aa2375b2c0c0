import { Gauge, type Registry } from 'prom-client';
import type { VideoJobs } from '#root/jobs/video-jobs.js';
import type { StepName } from '#root/queue/definitions/define-step.js';
import { stepNames } from '#root/queue/definitions/index.js';
import type { Backlog } from '#root/queue/runs/backlog.js';

export interface QueueMetricsDeps {
  registry: Registry;
  /** What waits in a queue. Throws where Redis is away. */
  backlog: (step: StepName) => Promise<Backlog>;
  videoJobs: Pick<VideoJobs, 'countStuck'>;
}

/** A row that is open, and that nothing has touched for so long, milliseconds. */
const STUCK_MS = 15 * 60_000;

/**
 * Returns a reader of what waits, for all processes together: each that reads it tells the same, so several are to be
 * combined by `max`, not by `sum`. Where Redis or the database is away its figures are left out, not told as zero.
 */
export function createQueueMetrics({ registry, backlog, videoJobs }: QueueMetricsDeps): () => Promise<void> {
  const registers = [registry];
  const jobs = new Gauge({
    name: 'zdravitsa_queue_jobs',
    help: 'Jobs in a queue by state; the same from every process that tells it. Failed ones are kept for a day.',
    labelNames: ['queue', 'state'],
    registers,
  });
  const oldest = new Gauge({
    name: 'zdravitsa_queue_oldest_waiting_seconds',
    help: 'Age of the oldest job that waits for a worker, from when its flow was added; 0 where none waits.',
    labelNames: ['queue'],
    registers,
  });
  const stuck = new Gauge({
    name: 'zdravitsa_greetings_stuck',
    help: `Greetings that have not ended, and that nothing has touched for ${STUCK_MS / 60_000} minutes.`,
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

  return async () => {
    jobs.reset();
    oldest.reset();
    stuck.remove();
    await Promise.allSettled([readQueues(), readRows()]);
  };
}
