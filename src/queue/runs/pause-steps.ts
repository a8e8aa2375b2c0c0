import type { StepName } from '#root/queue/definitions/index.js';
import type { OpenQueues } from '#root/queue/runs/open-queues.js';

/** Pauses and resumes steps for all workers: a part of `run-gateway.ts`. */
export function createStepSwitch({ queues, call }: Pick<OpenQueues, 'queues' | 'call'>) {
  return {
    /**
     * Drains the step: no worker takes new jobs of it, those that run end, and the others wait. It stays so, also for
     * workers that start later, until it is resumed or Redis loses its data.
     */
    async pause(step: StepName): Promise<void> {
      await call(() => queues[step].pause());
    },

    /** Lets workers take jobs of the step again. */
    async resume(step: StepName): Promise<void> {
      await call(() => queues[step].resume());
    },
  };
}
