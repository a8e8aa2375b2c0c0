import { UnrecoverableError, type Worker } from 'bullmq';
import type { Logger } from '#root/logger.js';

/** Logs starts, failures, stalls, outages and the end of a worker. */
export function logWorkerEvents(worker: Worker, logger: Logger): void {
  worker.on('ready', () => logger.info('worker started', { concurrency: worker.concurrency }));
  worker.on('failed', (job, error) => {
    const facts = { ...job?.data, attempt: job?.attemptsMade };
    if (job?.finishedOn === undefined) logger.warn('step failed, will be retried', { ...facts, error });
    else if (isDropped(error)) logger.info('step dropped', { ...facts, reason: error.message });
    else logger.error('step failed', { ...facts, error });
  });
  worker.on('stalled', (jobId) => logger.warn('step stalled, another worker takes it over', { jobId }));
  logErrors(worker, logger);
  worker.on('closed', () => logger.info('worker closed'));
}

/** Returns whether the job needs no more work: the greeting was cancelled, the run has ended, or a child has failed. */
function isDropped(error: Error): boolean {
  return error instanceof UnrecoverableError && error.cause === undefined;
}

/** Logs an outage of Redis once, and its end: each connection of the worker reports an error at every attempt. */
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
