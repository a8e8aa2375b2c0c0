import type { Queue } from 'bullmq';
import type { StepName } from '#root/queue/definitions/index.js';
import type { OpenQueues } from '#root/queue/runs/open-queues.js';

/** Content of a queue. */
export interface Backlog {
  counts: { waiting: number; active: number; delayed: number; failed: number };
  /** Age of the flow whose job has waited longest, in milliseconds; 0 if none waits. */
  oldestWaitingMs: number;
}

/** Counts the jobs of a step's queue: a part of `run-gateway.ts`. */
export function createJobCounter({ queues, call }: Pick<OpenQueues, 'queues' | 'call'>) {
  return {
    /** Returns how many jobs wait for a worker of the step. */
    async waiting(step: StepName): Promise<number> {
      return call(() => queues[step].getJobCountByTypes('waiting', 'prioritized'));
    },

    /** Returns the content of the step's queue. Its cost does not depend on the length of the queue. */
    async backlog(step: StepName): Promise<Backlog> {
      return call(() => readBacklog(queues[step]));
    },
  };
}

async function readBacklog(queue: Queue): Promise<Backlog> {
  const [{ waiting = 0, prioritized = 0, active = 0, delayed = 0, failed = 0 }, oldest] = await Promise.all([
    queue.getJobCounts('waiting', 'prioritized', 'active', 'delayed', 'failed'),
    // The job that runs next of each kind. BullMQ puts a job whose worker was killed into `waiting`, before all others.
    Promise.all([queue.getJobs('waiting', 0, 0, true), queue.getJobs('prioritized', 0, 0, true)]),
  ]);
  const addedAt = oldest.flat().flatMap((job) => job?.timestamp ?? []);
  return {
    counts: { waiting: waiting + prioritized, active, delayed, failed },
    oldestWaitingMs: addedAt.length === 0 ? 0 : Math.max(0, Date.now() - Math.min(...addedAt)),
  };
}
