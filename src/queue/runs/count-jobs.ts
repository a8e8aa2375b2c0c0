import type { Queue } from 'bullmq';
import type { StepName } from '#root/queue/definitions/index.js';
import type { OpenQueues } from '#root/queue/runs/open-queues.js';

/** Content of a queue. */
export interface Backlog {
  counts: { waiting: number; active: number; delayed: number; failed: number };
  /** Age of the flow whose job has waited longest, in milliseconds; 0 if none waits. */
  oldestWaitingMs: number;
}

/** Whether a queue can move. */
export interface Condition {
  /** Whether no worker takes new jobs, because an operator paused the step. */
  isPaused: boolean;
  /** Number of workers that are connected to Redis. Undefined if Redis does not say. */
  workers: number | undefined;
}

/** Age of a waiting job from which on a queue is too slow, as the alert OldestWaitingTooOld has it. */
export const WAITING_TOO_LONG_MS = 300_000;

// Other users of Redis do not get the list of clients, unless they are given this right.
const NOT_ALLOWED = /NOPERM|ACL failure/;

/** Counts the jobs and workers of a step's queue: a part of `run-gateway.ts`. */
export function createJobCounter({ queues, call }: Pick<OpenQueues, 'queues' | 'call'>) {
  return {
    /** Returns how many jobs a worker of the step could take: none while the step is paused. */
    async waiting(step: StepName): Promise<number> {
      return call(async () => {
        const [isPaused, count] = await Promise.all([
          queues[step].isPaused(),
          queues[step].getJobCountByTypes('waiting', 'prioritized'),
        ]);
        return isPaused ? 0 : count;
      });
    },

    /** Returns the content of the step's queue. Its cost does not depend on the length of the queue. */
    async backlog(step: StepName): Promise<Backlog> {
      return call(() => readBacklog(queues[step]));
    },

    /** Returns whether the step's queue is paused and how many workers it has. */
    async condition(step: StepName): Promise<Condition> {
      return call(async () => {
        const [isPaused, workers] = await Promise.all([queues[step].isPaused(), countWorkers(queues[step])]);
        return { isPaused, workers };
      });
    },
  };
}

async function countWorkers(queue: Queue): Promise<number | undefined> {
  try {
    return await queue.getWorkersCount();
  } catch (error) {
    if (NOT_ALLOWED.test((error as Error).message)) return undefined;
    throw error;
  }
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
