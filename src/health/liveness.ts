import { UnavailableError } from '#root/errors.js';
import type { StepName } from '#root/queue/definitions/index.js';

export interface WatchedWorker {
  name: StepName;
  /** Number of jobs that it is processing. */
  active(): number;
  /** Number of jobs that it has taken so far. */
  taken(): number;
}

export interface LivenessOptions {
  workers: WatchedWorker[];
  /** Counts the jobs that wait in a queue. Throws `UnavailableError` if Redis is unavailable. */
  waiting: (step: StepName) => Promise<number>;
  /** Time for which a worker may be idle although jobs wait, in milliseconds. */
  patienceMs?: number;
  now?: () => number;
}

export type Liveness = () => Promise<{ live: boolean; wedged: StepName[] }>;

interface Idle {
  sinceMs: number;
  taken: number;
}

/**
 * Creates a check of this process's workers. A worker is wedged if it stays idle while jobs wait in its queue. The
 * process counts as live while Redis is unavailable, because a restart would not help.
 */
export function createLiveness({
  workers,
  waiting,
  patienceMs = 30_000,
  now = () => performance.now(),
}: LivenessOptions): Liveness {
  const idle = new Map<StepName, Idle>();

  async function isWedged(worker: WatchedWorker): Promise<boolean> {
    const since = idle.get(worker.name);
    if (worker.active() > 0 || (await waiting(worker.name)) === 0 || since?.taken !== worker.taken()) {
      idle.set(worker.name, { sinceMs: now(), taken: worker.taken() });
      return false;
    }
    return now() - since.sinceMs > patienceMs;
  }

  return async () => {
    try {
      const wedged: StepName[] = [];
      for (const worker of workers) if (await isWedged(worker)) wedged.push(worker.name);
      return { live: wedged.length === 0, wedged };
    } catch (error) {
      if (!(error instanceof UnavailableError)) throw error;
      idle.clear();
      return { live: true, wedged: [] };
    }
  };
}
