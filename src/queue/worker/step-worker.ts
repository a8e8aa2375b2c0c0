import { type Job, UnrecoverableError, Worker, type WorkerOptions } from 'bullmq';
import { AbortedError, RefusedError, UnavailableError } from '#root/errors.js';
import type { RunId, VideoJob } from '#root/jobs/video-job.js';
import type { VideoJobs } from '#root/jobs/video-jobs.js';
import type { Logger } from '#root/logger.js';
import type { RunData, StepDefinition } from '#root/queue/definitions/define-step.js';
import type { StepName } from '#root/queue/definitions/index.js';
import { logWorkerEvents } from '#root/queue/worker/log-worker-events.js';
import { createStepFailureHandler, type StepOutcome, stopReasons } from '#root/queue/worker/step-failure.js';
import type { StepProcessor } from '#root/queue/worker/step-input.js';
import { throttleProgress } from '#root/queue/worker/throttle-progress.js';

/** End of one try of a step. */
export interface StepEnd {
  step: StepName;
  outcome: StepOutcome;
  /** Time that the worker spent on it. */
  seconds: number;
}

export interface StepWorkerOptions<Data extends RunData, Result, ChildResult> {
  step: StepDefinition<Data, Result, ChildResult, StepName>;
  processor: StepProcessor<Data, Result, ChildResult>;
  videoJobs: Pick<VideoJobs, 'beginStep' | 'find' | 'recordFailure'>;
  /** Replaces a run by a new one. */
  startOver: (run: RunId) => Promise<void>;
  logger: Logger;
  /** Time limit of one try, and of all waiting for services, in milliseconds. A step that takes longer fails. */
  deadlineMs: number;
  workerOptions: WorkerOptions;
  onEnd?: (end: StepEnd) => void;
}

export interface StepWorker {
  name: StepName;
  /** Stops the steps of the greeting that this worker is running. */
  cancel(videoJobId: string): void;
  /** Returns the number of jobs that it is running. */
  active(): number;
  /** Returns the number of jobs that it has taken since it started. */
  taken(): number;
  /** Stops taking work, hands unfinished steps to other workers, and closes the worker's connections. */
  close(): Promise<void>;
}

// A job that stalls this often kills its workers. A killed worker also stalls its other jobs, but hardly ever the same
// job eight times.
const MAX_STALLS = 8;

/** Starts a BullMQ worker for a processor. It updates the row, stops the step, translates errors and writes logs. */
export function createStepWorker<Data extends RunData, Result, ChildResult>({
  step,
  processor,
  videoJobs,
  startOver,
  logger,
  deadlineMs,
  workerOptions,
  onEnd,
}: StepWorkerOptions<Data, Result, ChildResult>): StepWorker {
  let isStopping = false;
  const active = new Map<string, string>();
  let taken = 0;
  const handleFailure = createStepFailureHandler({ step, videoJobs, startOver, deadlineMs });

  /** Returns the row of the job. Throws UnrecoverableError if its run has ended. */
  async function admit(job: Job, data: Data): Promise<VideoJob> {
    const videoJob = step.isRoot ? await videoJobs.find(data.videoJobId) : await videoJobs.beginStep(data, step.name);
    if (videoJob?.run !== data.run) throw new UnrecoverableError('The run has ended');
    if (step.isRoot) return videoJob;
    if (job.stalledCounter >= MAX_STALLS) {
      throw new RefusedError('STEP_KILLS_WORKER', `The step killed its worker ${job.stalledCounter} times`);
    }
    return videoJob;
  }

  async function work(job: Job, signal: AbortSignal, stepLogger: Logger): Promise<Result> {
    if (signal.aborted) throw new AbortedError(signal.reason);
    const data = step.data.parse(job.data);
    const { childResult } = step;
    const result = await processor({
      data,
      videoJob: await admit(job, data),
      children: async () =>
        childResult === undefined ? [] : (await childValues(job)).map((value) => childResult.parse(value)),
      signal,
      logger: stepLogger,
      reportProgress: throttleProgress((percent) => job.updateProgress(percent), stepLogger),
    });
    return step.result.parse(result);
  }

  /** Fails the step when its deadline passes. Even if it does not obey the signal, the worker takes the next job. */
  function withDeadline(job: Job, working: Promise<Result>): Promise<Result> {
    // p-timeout would capture a stack trace for each job, 3 % of the cost of a short one.
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        worker.cancelJob(job.id as string, stopReasons.late);
        reject(new RefusedError('DEADLINE_EXCEEDED', `The step did not finish within ${deadlineMs / 1_000} s`));
      }, deadlineMs);
      working.then(resolve, reject).finally(() => clearTimeout(timer));
    });
  }

  const worker = new Worker(
    step.name,
    // BullMQ passes the signal only to a function with three parameters and no defaults.
    async (job, token, signal) => {
      const stepLogger = logger.child({ step: step.name, ...job.data, attempt: job.attemptsMade + 1 });
      const startedAt = performance.now();
      const id = job.id as string;
      active.set(id, job.data.videoJobId);
      taken += 1;
      // If Redis cannot be reached to store the outcome, another worker takes the job over.
      let outcome: StepOutcome = 'lost';
      stepLogger.info('step taken');
      try {
        // The job may be taken at the moment when the worker begins to close.
        if (isStopping) throw new AbortedError(stopReasons.shutdown);
        const result = await withDeadline(job, work(job, signal as AbortSignal, stepLogger));
        outcome = 'done';
        stepLogger.info('step done', { ms: Math.round(performance.now() - startedAt) });
        return result;
      } catch (error) {
        const failed = { job, token: token as string, run: job.data, logger: stepLogger };
        const verdict = await handleFailure(error, failed);
        outcome = verdict.outcome;
        throw verdict.error;
      } finally {
        active.delete(id);
        onEnd?.({ step: step.name, outcome, seconds: (performance.now() - startedAt) / 1_000 });
      }
    },
    workerOptions,
  );

  logWorkerEvents(worker, logger.child({ step: step.name }));
  worker.on('lockRenewalFailed', (jobIds) => {
    for (const id of jobIds) worker.cancelJob(id, stopReasons.lockLost);
  });

  return {
    name: step.name,
    cancel(videoJobId) {
      for (const [id, held] of active) if (held === videoJobId) worker.cancelJob(id, stopReasons.cancelled);
    },
    active: () => active.size,
    taken: () => taken,
    async close() {
      isStopping = true;
      const closed = worker.close();
      worker.cancelAllJobs(stopReasons.shutdown);
      await closed;
    },
  };
}

/** Returns the results of the child jobs. Throws UnavailableError if Redis does not: that is no fault of the step. */
async function childValues(job: Job): Promise<unknown[]> {
  try {
    return Object.values(await job.getChildrenValues());
  } catch (error) {
    const message = 'Redis did not return the results of the earlier steps';
    throw new UnavailableError('REDIS_UNAVAILABLE', message, { cause: error });
  }
}
