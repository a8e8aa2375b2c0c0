import { type Job, UnrecoverableError, Worker, type WorkerOptions } from 'bullmq';
import pTimeout from 'p-timeout';
import { AbortedError, RefusedError } from '#root/errors.js';
import type { RunId, VideoJob } from '#root/jobs/video-job.js';
import type { VideoJobs } from '#root/jobs/video-jobs.js';
import type { Logger } from '#root/logger.js';
import type { RunData, StepDefinition } from '#root/queue/definitions/define-step.js';
import type { StepName } from '#root/queue/definitions/index.js';
import { createStepFailureHandler, type StepOutcome, stopReasons } from '#root/queue/worker/step-failure.js';
import type { StepProcessor } from '#root/queue/worker/step-input.js';
import { throttleProgress } from '#root/queue/worker/throttle-progress.js';

/** One try of a step, as it ended. */
export interface StepEnd {
  step: StepName;
  outcome: StepOutcome;
  /** How long the worker was at it. */
  seconds: number;
}

export interface StepWorkerOptions<Data extends RunData, Result, ChildResult> {
  step: StepDefinition<Data, Result, ChildResult, StepName>;
  processor: StepProcessor<Data, Result, ChildResult>;
  videoJobs: Pick<VideoJobs, 'beginStep' | 'find' | 'recordFailure'>;
  /** Replaces a run by a new one. */
  startOver: (run: RunId) => Promise<void>;
  logger: Logger;
  /** For how long a step may be at work, or wait for services in all, milliseconds; one that takes longer fails. */
  deadlineMs: number;
  workerOptions: WorkerOptions;
  onEnd?: (end: StepEnd) => void;
}

export interface StepWorker {
  name: StepName;
  /** Stops the step that this worker is at for the greeting, if any. */
  cancel(videoJobId: string): void;
  /** How many jobs it is at. */
  active(): number;
  /** How many jobs it has taken so far. */
  taken(): number;
  /** Stops taking work, hands unfinished steps to other workers, and closes the worker's connections. */
  close(): Promise<void>;
}

// A step whose worker died so often is what kills it. One kill may hit several innocent jobs, but hardly the same ones.
const MOST_STALLS = 8;

/** Wraps a processor in a BullMQ Worker: row bookkeeping, stopping, error translation and logs. */
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

  /** Returns the row to work on. Throws where there is nothing left to do. */
  async function admit(job: Job, data: Data): Promise<VideoJob> {
    const videoJob = step.isRoot ? await videoJobs.find(data.videoJobId) : await videoJobs.beginStep(data, step.name);
    if (videoJob?.run !== data.run) throw new UnrecoverableError('The run is over');
    if (step.isRoot) return videoJob;
    if (job.stalledCounter >= MOST_STALLS) {
      throw new RefusedError('STEP_KILLS_WORKER', `The step ended its worker ${job.stalledCounter} times`);
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
        childResult === undefined
          ? []
          : Object.values(await job.getChildrenValues()).map((value) => childResult.parse(value)),
      signal,
      logger: stepLogger,
      reportProgress: throttleProgress((percent) => job.updateProgress(percent), stepLogger),
    });
    return step.result.parse(result);
  }

  /** Fails the step when its deadline passes. It is asked to stop, and the worker takes the next job even if it does not. */
  function withDeadline(job: Job, working: Promise<Result>): Promise<Result> {
    const fallback = () => {
      worker.cancelJob(job.id as string, stopReasons.late);
      throw new RefusedError('DEADLINE_EXCEEDED', `The step was not done within ${deadlineMs / 1_000} s`);
    };
    return pTimeout(working, { milliseconds: deadlineMs, fallback });
  }

  const worker = new Worker(
    step.name,
    // Three parameters without defaults: BullMQ counts them to know whether the processor wants a signal.
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
        // Taken in the instant in which the worker began to close.
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

  logEvents(worker, logger.child({ step: step.name }));
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

/** Tells whether there was nothing left to do: the greeting was cancelled, the run is over, a step below has failed. */
function isDropped(error: Error): boolean {
  return error instanceof UnrecoverableError && error.cause === undefined;
}

function logEvents(worker: Worker, logger: Logger): void {
  worker.on('ready', () => logger.info('worker started', { concurrency: worker.concurrency }));
  worker.on('failed', (job, error) => {
    const facts = { ...job?.data, attempt: job?.attemptsMade };
    if (job?.finishedOn === undefined) logger.warn('step failed, will be tried again', { ...facts, error });
    else if (isDropped(error)) logger.info('step dropped', { ...facts, reason: error.message });
    else logger.error('step failed', { ...facts, error });
  });
  worker.on('stalled', (jobId) => logger.warn('step stalled: its worker went away', { jobId }));
  logErrors(worker, logger);
  worker.on('closed', () => logger.info('worker closed'));
}

/** While Redis is away each of the worker's connections tells so at every try: once is enough, and once when it is over. */
function logErrors(worker: Worker, logger: Logger): void {
  const logged = new Set<string>();
  worker.on('error', (error) => {
    logger.log(logged.has(error.message) ? 'debug' : 'error', 'worker error', { error });
    logged.add(error.message);
  });
  worker.on('active', () => logged.clear());
  worker.getBackend().on('ready', () => {
    if (logged.size > 0) logger.info('worker connected again');
    logged.clear();
  });
}
