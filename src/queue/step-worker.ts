import { DelayedError, type Job, UnrecoverableError, WaitingError, Worker, type WorkerOptions } from 'bullmq';
import { AbortedError, UnavailableError, ZdravitsaError } from '#root/errors.js';
import type { VideoJob, VideoJobs } from '#root/greeting/video-jobs.js';
import type { Logger } from '#root/logger.js';
import type { RunData, StepDefinition } from '#root/queue/definitions/define-step.js';
import type { StepProcessor } from '#root/queue/step-input.js';
import { throttleProgress } from '#root/queue/throttle-progress.js';
import { waitingMs } from '#root/queue/waiting.js';

export interface StepWorkerOptions<Data extends RunData, Result, ChildResult> {
  step: StepDefinition<Data, Result, ChildResult>;
  processor: StepProcessor<Data, Result, ChildResult>;
  videoJobs: VideoJobs;
  logger: Logger;
  workerOptions: WorkerOptions;
}

export interface StepWorker {
  /** Stops taking work, hands unfinished steps to other workers, and closes the worker's connections. */
  close(): Promise<void>;
}

const SHUTDOWN = 'shutdown';
const LOCK_LOST = 'lock lost';

/** Wraps a processor in a BullMQ Worker: row bookkeeping, stopping, error translation and logs. */
export function createStepWorker<Data extends RunData, Result, ChildResult>({
  step,
  processor,
  videoJobs,
  logger,
  workerOptions,
}: StepWorkerOptions<Data, Result, ChildResult>): StepWorker {
  const stopping = new AbortController();

  /** Returns the row to work on, or undefined where the run is over and the step has become pointless. */
  async function admit(data: Data): Promise<VideoJob | undefined> {
    if (!step.isRoot) return videoJobs.beginStep(data, step.name);
    const videoJob = await videoJobs.find(data.videoJobId);
    return videoJob?.run === data.run ? videoJob : undefined;
  }

  async function work(job: Job, signal: AbortSignal, stepLogger: Logger): Promise<Result> {
    if (signal.aborted) throw new AbortedError(signal.reason);
    const data = step.data.parse(job.data);
    const videoJob = await admit(data);
    if (videoJob === undefined) throw new UnrecoverableError('The run is over');
    const progress = throttleProgress((percent) => job.updateProgress(percent), stepLogger);
    const result = await processor({
      data,
      videoJob,
      children: async () =>
        Object.values(await job.getChildrenValues()).map((value) =>
          (step.childResult as NonNullable<typeof step.childResult>).parse(value),
        ),
      signal,
      logger: stepLogger,
      reportProgress: progress,
    });
    return step.result.parse(result);
  }

  /** Returns what tells BullMQ how the job goes on. */
  async function translate(error: unknown, job: Job, token: string, stepLogger: Logger): Promise<unknown> {
    if (error instanceof AbortedError && stopping.signal.aborted) {
      await job.moveToWait(token);
      stepLogger.info('step handed over');
      return new WaitingError();
    }
    if (error instanceof AbortedError || error instanceof UnrecoverableError) return error;
    if (error instanceof UnavailableError) return postpone(error, job, token, stepLogger);
    if (step.isRoot || !isLastAttempt(error, job)) return error;
    return giveUp(error, job, token, stepLogger);
  }

  async function postpone(error: UnavailableError, job: Job, token: string, stepLogger: Logger): Promise<DelayedError> {
    const delayMs = waitingMs(job.attemptsStarted - job.attemptsMade - 1, error.retryAfterMs);
    await job.moveToDelayed(Date.now() + delayMs, token);
    stepLogger.warn('step waits for a service', { code: error.code, delayMs, error });
    return new DelayedError();
  }

  async function giveUp(error: unknown, job: Job, token: string, stepLogger: Logger): Promise<unknown> {
    const { code, message } = describe(error);
    try {
      await videoJobs.recordFailure(step.data.parse(job.data), { step: step.name, code, message });
    } catch (recordError) {
      if (recordError instanceof UnavailableError) return postpone(recordError, job, token, stepLogger);
      throw recordError;
    }
    return Object.assign(new UnrecoverableError(`${code}: ${message}`), { cause: error });
  }

  const worker = new Worker(
    step.name,
    async (job, token = '', jobSignal = stopping.signal) => {
      const stepLogger = logger.child({ step: step.name, ...job.data, attempt: job.attemptsMade + 1 });
      const startedAt = performance.now();
      stepLogger.info('step taken');
      try {
        const result = await work(job, AbortSignal.any([jobSignal, stopping.signal]), stepLogger);
        stepLogger.info('step done', { ms: Math.round(performance.now() - startedAt) });
        return result;
      } catch (error) {
        throw await translate(error, job, token, stepLogger);
      }
    },
    workerOptions,
  );

  logEvents(worker, logger.child({ step: step.name }));
  worker.on('lockRenewalFailed', (jobIds) => {
    for (const id of jobIds) worker.cancelJob(id, LOCK_LOST);
  });

  return {
    async close() {
      const closed = worker.close();
      stopping.abort(SHUTDOWN);
      await closed;
    },
  };
}

function isLastAttempt(error: unknown, job: Job): boolean {
  const isFinal = error instanceof ZdravitsaError && !error.retryable;
  return isFinal || job.attemptsMade + 1 >= (job.opts.attempts ?? 1);
}

function describe(error: unknown): { code: string; message: string } {
  if (error instanceof ZdravitsaError) return { code: error.code, message: error.message };
  return { code: 'UNEXPECTED', message: error instanceof Error ? error.message : String(error) };
}

function logEvents(worker: Worker, logger: Logger): void {
  worker.on('ready', () => logger.info('worker started', { concurrency: worker.concurrency }));
  worker.on('failed', (job, error) => {
    const isOver = job?.finishedOn !== undefined;
    const ids = { ...job?.data, attempt: job?.attemptsMade };
    logger.log(isOver ? 'error' : 'warn', isOver ? 'step failed' : 'step failed, will be tried again', {
      ...ids,
      error,
    });
  });
  worker.on('stalled', (jobId) => logger.warn('step stalled: its worker went away', { jobId }));
  worker.on('error', (error) => logger.error('worker error', { error }));
  worker.on('closed', () => logger.info('worker closed'));
}
