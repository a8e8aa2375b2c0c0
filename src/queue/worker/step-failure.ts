import { DelayedError, type Job, UnrecoverableError, WaitingError } from 'bullmq';
import {
  AbortedError,
  DatabaseUnavailableError,
  LostError,
  RefusedError,
  translateFullDisk,
  UnavailableError,
  ZdravitsaError,
} from '#root/errors.js';
import { type Failure, MAX_RUNS, type RunId } from '#root/jobs/video-job.js';
import type { VideoJobs } from '#root/jobs/video-jobs.js';
import type { Logger } from '#root/logger.js';
import type { StepDefinition } from '#root/queue/definitions/define-step.js';
import { waitedMs, waitingMs } from '#root/queue/worker/waiting.js';

/** Reasons of the signal that stops a step. */
export const stopReasons = {
  shutdown: 'shutdown',
  lockLost: 'lock lost',
  cancelled: 'cancelled',
  late: 'past the deadline',
} as const;

/**
 * Outcome of one try of a step. `put_off` waits for a service, `handed_over` goes from a worker that stops to another,
 * `lost` was taken over by another worker, and `started_over` continues in a new run.
 */
export type StepOutcome =
  | 'done'
  | 'failed'
  | 'retried'
  | 'put_off'
  | 'handed_over'
  | 'lost'
  | 'cancelled'
  | 'started_over';

/** Outcome of a step, and the error that reports it to BullMQ. */
interface Verdict {
  outcome: StepOutcome;
  error: unknown;
}

export interface StepFailureDeps {
  step: Pick<StepDefinition, 'name' | 'isRoot'>;
  videoJobs: Pick<VideoJobs, 'recordFailure'>;
  /** Replaces a run by a new one. */
  startOver: (run: RunId) => Promise<void>;
  /** Time limit of all waiting for services, in milliseconds. A step that waits longer fails. */
  deadlineMs: number;
}

export interface FailedJob {
  job: Job;
  token: string;
  run: RunId;
  logger: Logger;
}

/**
 * Returns a function that handles an error of a processor: it hands the job over, puts it off, retries it, or fails it
 * permanently and writes the cause into the row. The caller throws the error that it returns.
 */
export function createStepFailureHandler({ step, videoJobs, startOver, deadlineMs }: StepFailureDeps) {
  async function handle(thrown: unknown, failed: FailedJob): Promise<Verdict> {
    const error = translateFullDisk(thrown);
    // The run has ended.
    if (error instanceof UnrecoverableError) return { outcome: 'cancelled', error };
    if (error instanceof AbortedError) return handleAbort(error, failed);
    if (error instanceof UnavailableError) return putOff(error, failed);
    if (error instanceof LostError && failed.run.run < MAX_RUNS) return startRunOver(error, failed);
    // If the root gave up, its row would stay open for ever.
    if (step.isRoot) return { outcome: 'retried', error };
    return isFinal(error, failed.job) ? giveUp(error, failed) : { outcome: 'retried', error };
  }

  async function handleAbort(error: AbortedError, { job, token, logger }: FailedJob): Promise<Verdict> {
    if (error.cause === stopReasons.shutdown) {
      await job.moveToWait(token);
      // BullMQ wakes no idle worker for a job with a priority that moves back, only for one that gets a priority.
      if (job.priority > 0) await job.changePriority({ priority: job.priority });
      logger.info('step handed over');
      return { outcome: 'handed_over', error: new WaitingError() };
    }
    if (error.cause !== stopReasons.cancelled) return { outcome: 'lost', error };
    return { outcome: 'cancelled', error: new UnrecoverableError('The greeting was cancelled') };
  }

  async function putOff(error: UnavailableError, failed: FailedJob): Promise<Verdict> {
    const { job, token, logger } = failed;
    const earlier = job.attemptsStarted - job.attemptsMade - 1;
    if (isOverdue(error, earlier)) {
      const message = `A service that the step needs was unavailable for ${deadlineMs / 1_000} s`;
      return giveUp(new RefusedError('DEADLINE_EXCEEDED', message, { cause: error }), failed);
    }
    const delayMs = waitingMs(earlier, error.retryAfterMs);
    await job.moveToDelayed(Date.now() + delayMs, token);
    logger.warn('step waits for a service', { code: error.code, delayMs, error });
    return { outcome: 'put_off', error: new DelayedError() };
  }

  /**
   * Returns whether the step has waited too long for services. A pause that a service asks for counts before it begins.
   * Time in the queue does not count. Each handover counts as a pause, because BullMQ does not distinguish them. An
   * unavailable database does not count: no failure could be recorded.
   */
  function isOverdue(error: UnavailableError, earlier: number): boolean {
    if (step.isRoot || error instanceof DatabaseUnavailableError) return false;
    return waitedMs(earlier) + (error.retryAfterMs ?? 0) > deadlineMs;
  }

  async function startRunOver(error: LostError, failed: FailedJob): Promise<Verdict> {
    return putOffIfUnavailable(failed, async () => {
      await startOver(failed.run);
      failed.logger.warn('run starts over', { code: error.code, ...error.facts });
      return { outcome: 'started_over', error: new UnrecoverableError(error.message) };
    });
  }

  async function giveUp(error: unknown, failed: FailedJob): Promise<Verdict> {
    const failure = describe(error);
    return putOffIfUnavailable(failed, async () => {
      await videoJobs.recordFailure(failed.run, { step: step.name, ...failure });
      const unrecoverable = new UnrecoverableError(`${failure.code}: ${failure.message}`);
      return { outcome: 'failed', error: Object.assign(unrecoverable, { cause: error }) };
    });
  }

  /** Puts the step off if the database is unavailable: the row must be written before the job ends. */
  async function putOffIfUnavailable(failed: FailedJob, work: () => Promise<Verdict>): Promise<Verdict> {
    try {
      return await work();
    } catch (error) {
      if (error instanceof UnavailableError) return putOff(error, failed);
      throw error;
    }
  }

  return handle;
}

function isFinal(error: unknown, job: Job): boolean {
  const isHopeless = error instanceof ZdravitsaError && !error.retryable;
  return isHopeless || job.attemptsMade + 1 >= (job.opts.attempts ?? 1);
}

function describe(error: unknown): Omit<Failure, 'step'> {
  if (error instanceof ZdravitsaError) return { code: error.code, message: error.message };
  return { code: 'UNEXPECTED', message: error instanceof Error ? error.message : String(error) };
}
