import { type StepName, stepNames } from '#root/queue/definitions/index.js';
import type { RunGateway } from '#root/queue/runs/run-gateway.js';

export interface WorkshopDeps {
  flows: Pick<RunGateway, 'condition'>;
  /** In milliseconds. */
  clock?: () => number;
}

// A restart of the workers takes less.
const CLOSED_MS = 30_000;
const CHECK_MS = 5_000;

/** Watches whether the steps have workers. */
export function createWorkshop({ flows, clock = () => performance.now() }: WorkshopDeps) {
  const idleSince = new Map<StepName, number>();
  let checkedAt = Number.NEGATIVE_INFINITY;

  async function isIdle(step: StepName): Promise<boolean> {
    try {
      const { isPaused, workers } = await flows.condition(step);
      return isPaused || workers === 0;
    } catch {
      // Without Redis no worker gets a job.
      return true;
    }
  }

  return {
    /** Looks again if the last look is some seconds old. */
    async check(): Promise<void> {
      const now = clock();
      if (now - checkedAt < CHECK_MS) return;
      // Nobody looked meanwhile, so nothing is known of the time in between.
      if (now - checkedAt > CLOSED_MS) idleSince.clear();
      checkedAt = now;
      for (const step of stepNames) {
        if (!(await isIdle(step))) idleSince.delete(step);
        else if (!idleSince.has(step)) idleSince.set(step, now);
      }
    },

    /** Returns the steps that have had no worker for half a minute. */
    closed(): ReadonlySet<string> {
      const now = clock();
      return new Set([...idleSince].filter(([, since]) => now - since >= CLOSED_MS).map(([step]) => step));
    },
  };
}
