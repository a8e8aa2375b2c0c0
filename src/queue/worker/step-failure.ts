import { DelayedError, type Job, UnrecoverableError, WaitingError } from 'bullmq';
import {
  AbortedError,
  ArtifactLostError,
  RefusedError,
  translateFullDisk,
  UnavailableError,
  ZdravitsaError,
} from '#root/errors.js';
import type { Failure, RunId } from '#root/jobs/video-job.js';
import type { VideoJobs } from '#root/jobs/video-jobs.js';
import type { Logger } from '#root/logger.js';
import type { StepDefinition } from '#root/queue/definitions/define-step.js';
import { waitedMs, waitingMs } from '#root/queue/worker/waiting.js';

/** Why a step is told to stop. */
export const stopReasons = {
  shutdown: 'shutdown',
  lockLost: 'lock lost',
  cancelled: 'cancelled',
  late: 'past the deadline',
} as const;

// Workers that do not share their storage would start over for ever.
const MOST_RUNS = 10;

/**
 * What became of a step: put off until a service is back, handed over by a worker that stops, lost to another worker,
 * cancelled with its greeting or its run, or started over with a new run.
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

/** What became of a step, and the error that tells BullMQ so. */
interface Verdict {
  outcome: StepOutcome;
  error: unknown;
}

export interface StepFailureDeps {
  step: Pick<StepDefinition, 'name' | 'isRoot'>;
  videoJobs: Pick<VideoJobs, 'recordFailure'>;
  /** Replaces the run by a new one. */
  startOver: (run: RunId) => Promise<void>;
  /** For how long a step waits for services in all, milliseconds; one that needs them longer fails. */
  deadlineMs: number;
}

export interface FailedJob {
  job: Job;
  token: string;
  run: RunId;
  logger: Logger;
}

/**
 * Decides what becomes of a job whose processor threw: handed over, put off, tried again, or failed for good with its
 * cause in the row. Returns which, and the error that tells BullMQ so, to be thrown.
 */
export function createStepFailureHandler({ step, videoJobs, startOver, deadlineMs }: StepFailureDeps) {
  async function handle(thrown: unknown, failed: FailedJob): Promise<Verdict> {
    const error = translateFullDisk(thrown);
    // There is nothing left to do for this run.
    if (error instanceof UnrecoverableError) return { outcome: 'cancelled', error };
    if (error instanceof AbortedError) return handleAbort(error, failed);
    if (error instanceof UnavailableError) return putOff(error, failed);
    // Its row must not stay open for ever: the root never gives up.
    if (step.isRoot) return { outcome: 'retried', error };
    if (error instanceof ArtifactLostError && failed.run.run < MOST_RUNS) return startRunOver(error, failed);
    return isFinal(error, failed.job) ? giveUp(error, failed) : { outcome: 'retried', error };
  }

  async function handleAbort(error: AbortedError, { job, token, logger }: FailedJob): Promise<Verdict> {
    if (error.cause === stopReasons.shutdown) {
      await job.moveToWait(token);
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
      const message = `What the step needs was away for ${deadlineMs / 1_000} s`;
      return giveUp(new RefusedError('DEADLINE_EXCEEDED', message, { cause: error }), failed);
    }
    const delayMs = waitingMs(earlier, error.retryAfterMs);
    await job.moveToDelayed(Date.now() + delayMs, token);
    logger.warn('step waits for a service', { code: error.code, delayMs, error });
    return { outcome: 'put_off', error: new DelayedError() };
  }

  /**
   * The pauses alone count, not the time that the step has stood in a queue: behind many others it is not late. Each time
   * that a worker handed it over counts as a pause, too: BullMQ does not tell the two apart. While the database is away
   * nobody could be told.
   */
  function isOverdue({ code }: UnavailableError, earlier: number): boolean {
    return !step.isRoot && code !== 'DATABASE_UNAVAILABLE' && waitedMs(earlier) > deadlineMs;
  }

  async function startRunOver(error: ArtifactLostError, failed: FailedJob): Promise<Verdict> {
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

  /** The row has to know before the job ends: where it cannot be told now, the whole step is put off. */
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
