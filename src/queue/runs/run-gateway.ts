import { createRunAdder } from '#root/queue/runs/add-runs.js';
import { createJobCounter } from '#root/queue/runs/count-jobs.js';
import { createRunReporter } from '#root/queue/runs/describe-run.js';
import type { FlowOptions } from '#root/queue/runs/flow.js';
import { createRunInspector } from '#root/queue/runs/inspect-runs.js';
import { type OpenQueuesOptions, openQueues } from '#root/queue/runs/open-queues.js';
import { createStepSwitch } from '#root/queue/runs/pause-steps.js';

export type RunGateway = ReturnType<typeof createRunGateway>;

/**
 * Adds runs to Redis and reads their state. Every method throws UnavailableError (REDIS_UNAVAILABLE) if Redis does not
 * answer in time; whether the call took effect is then unknown, and repeating it is harmless.
 */
export function createRunGateway(options: OpenQueuesOptions & FlowOptions) {
  const { ping, close, ...connection } = openQueues(options);
  const { prefix, attempts, backoffMs } = options;
  const flowOptions = { prefix, attempts, backoffMs };
  return {
    ...createRunAdder(connection, flowOptions),
    ...createRunInspector(connection, flowOptions),
    ...createRunReporter(connection, flowOptions),
    ...createJobCounter(connection),
    ...createStepSwitch(connection),
    ping,
    close,
  };
}
