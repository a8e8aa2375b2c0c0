import type { VideoJob } from '#root/jobs/video-job.js';
import type { Logger } from '#root/logger.js';
import type { RunData, StepDefinition } from '#root/queue/definitions/define-step.js';

/** What a processor is given: no queue, no table. */
interface StepInput<Data extends RunData = RunData, ChildResult = unknown> {
  data: Data;
  videoJob: VideoJob;
  /** What the steps below handed up, in no order; empty where one of them failed. */
  children: () => Promise<ChildResult[]>;
  /** Fires when the step has to stop: a shutdown, a lost lock, a cancelled greeting, its deadline. To be obeyed in a second. */
  signal: AbortSignal;
  logger: Logger;
  /** Takes 0…1; may be called as often as one likes. */
  reportProgress: (fraction: number) => void;
}

/** Does the work of one step. Doing it twice is as good as once. */
export type StepProcessor<Data extends RunData = RunData, Result = unknown, ChildResult = unknown> = (
  input: StepInput<Data, ChildResult>,
) => Promise<Result>;

/** The processor that a step's definition asks for. */
export type ProcessorOf<Step> =
  Step extends StepDefinition<infer Data, infer Result, infer ChildResult>
    ? StepProcessor<Data, Result, ChildResult>
    : never;
