import type { VideoJob } from '#root/jobs/video-job.js';
import type { Logger } from '#root/logger.js';
import type { RunData, StepDefinition } from '#root/queue/definitions/define-step.js';

/** Input of a processor, which knows neither the queue nor the table. */
interface StepInput<Data extends RunData = RunData, ChildResult = unknown> {
  data: Data;
  videoJob: VideoJob;
  /** Returns the results of the child jobs, in no order; empty if one of them failed. */
  children: () => Promise<ChildResult[]>;
  /** Fires at a shutdown, lost lock, cancellation or deadline. The processor must then stop within a second. */
  signal: AbortSignal;
  logger: Logger;
  /** Takes 0…1. May be called at any rate. */
  reportProgress: (fraction: number) => void;
}

/** Does the work of one step. Running it twice has the same effect as once. */
export type StepProcessor<Data extends RunData = RunData, Result = unknown, ChildResult = unknown> = (
  input: StepInput<Data, ChildResult>,
) => Promise<Result>;

/** Type of the processor of a step, given the type of its definition. */
export type ProcessorOf<Step> =
  Step extends StepDefinition<infer Data, infer Result, infer ChildResult>
    ? StepProcessor<Data, Result, ChildResult>
    : never;
