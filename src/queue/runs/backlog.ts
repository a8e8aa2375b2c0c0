import type { Queue } from 'bullmq';

/** What a queue holds. */
export interface Backlog {
  counts: { waiting: number; active: number; delayed: number; failed: number };
  /** Since the flow of the job that waits longest was added, milliseconds; 0 where none waits. */
  oldestWaitingMs: number;
}

/** Reads what the queue holds now, in a few commands whatever its length. */
export async function readBacklog(queue: Queue): Promise<Backlog> {
  const [{ waiting = 0, prioritized = 0, active = 0, delayed = 0, failed = 0 }, oldest] = await Promise.all([
    queue.getJobCounts('waiting', 'prioritized', 'active', 'delayed', 'failed'),
    // Of each kind the first: those with a priority are few, and come in the order in which they were added.
    Promise.all([queue.getJobs('waiting', 0, 0, true), queue.getJobs('prioritized', 0, 0, true)]),
  ]);
  const addedAt = oldest.flat().flatMap((job) => job?.timestamp ?? []);
  return {
    counts: { waiting: waiting + prioritized, active, delayed, failed },
    oldestWaitingMs: addedAt.length === 0 ? 0 : Math.max(0, Date.now() - Math.min(...addedAt)),
  };
}
