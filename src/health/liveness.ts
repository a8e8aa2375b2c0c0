import { UnavailableError } from '#root/errors.js';
import type { StepName } from '#root/queue/definitions/define-step.js';

export interface WatchedWorker {
  name: StepName;
  /** How many jobs it is at. */
  active(): number;
  /** How many jobs it has taken so far. */
  taken(): number;
}

export interface LivenessOptions {
  workers: WatchedWorker[];
  /** How many jobs wait in a queue. Throws UnavailableError where Redis is away. */
  waiting: (step: StepName) => Promise<number>;
  /** How long a worker may sit idle beside waiting jobs, milliseconds. */
  patienceMs?: number;
  now?: () => number;
}

export type Liveness = () => Promise<{ live: boolean; wedged: StepName[] }>;

interface Idle {
  sinceMs: number;
  taken: number;
}

/**
 * Tells, whenever it is asked, whether the workers get on: one that stays idle while jobs wait in its queue is wedged,
 * whatever it says of itself. Redis being away is no reason: a restart would not bring it back.
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
