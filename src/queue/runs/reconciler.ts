import { setTimeout as sleep } from 'node:timers/promises';
import type { AdvisoryLock } from '#root/db/advisory-lock.js';
import { UnavailableError } from '#root/errors.js';
import type { VideoJob } from '#root/jobs/video-job.js';
import type { VideoJobs } from '#root/jobs/video-jobs.js';
import type { Logger } from '#root/logger.js';
import type { RunGateway } from '#root/queue/runs/run-gateway.js';

export interface ReconcilerDeps {
  videoJobs: Pick<VideoJobs, 'listOpen' | 'newestNumber' | 'replaceRun'>;
  flows: Pick<RunGateway, 'addAll' | 'stateOf'>;
  lock: AdvisoryLock;
  logger: Logger;
  /** Interval between two passes, in milliseconds. */
  intervalMs: number;
}

export interface PassResult {
  /** Number of flows that were missing in Redis. */
  added: number;
  /** Number of runs that were replaced by new ones. */
  replaced: number;
}

// The flow of a row that was written just now may not be in Redis yet.
const SETTLE_MS = 3_000;
// A run may be stuck only if its row has not changed for this long.
const QUIET_MS = 15_000;
const BATCH = 200;
// Limits the load of one pass on Redis. A hundred thousand open rows take ten passes.
const ROWS_PER_PASS = 10_000;

/**
 * Creates the loop that makes Redis agree with the rows. It adds missing flows, and replaces runs that are stuck or
 * that ended while their row stayed open. A run that waits for a worker is not stuck. Only the process with the lock
 * runs it.
 */
export function createReconciler({ videoJobs, flows, lock, logger, intervalMs }: ReconcilerDeps) {
  let cursor = '';
  /** Runs that seemed stuck in the last round over all open rows. A run is replaced if it seems stuck in two rounds. */
  let suspects = new Set<string>();
  let suspected = new Set<string>();

  /** Checks the next open rows. The signal ends the pass after the current batch. */
  async function pass(signal?: AbortSignal): Promise<PassResult> {
    const result: PassResult = { added: 0, replaced: 0 };
    for (let seen = 0; seen < ROWS_PER_PASS && !signal?.aborted; seen += BATCH) {
      const rows = await videoJobs.listOpen({ afterId: cursor, limit: BATCH });
      await reconcile(rows, result);
      cursor = rows.at(-1)?.id ?? '';
      if (rows.length < BATCH) {
        startRound();
        break;
      }
    }
    return result;
  }

  function startRound(): void {
    cursor = '';
    suspects = suspected;
    suspected = new Set();
  }

  async function reconcile(rows: VideoJob[], result: PassResult): Promise<void> {
    const settled = rows.filter(({ updatedAt }) => Date.now() - updatedAt.getTime() > SETTLE_MS);
    const judged = await Promise.all(settled.map(async (row) => ({ row, verdict: await judge(row) })));

    const missing = judged.filter(({ verdict }) => verdict === 'missing').map(({ row }) => row);
    const broken: VideoJob[] = [];
    for (const { row, verdict } of judged) {
      if (verdict !== 'broken') continue;
      const name = `${row.id}-${row.run}`;
      suspected.add(name);
      if (suspects.has(name)) broken.push(row);
    }
    const replaced = await Promise.all(broken.map(({ id, run }) => videoJobs.replaceRun({ videoJobId: id, run })));
    const reopened = replaced.filter((row) => row !== undefined);
    for (const { id, run } of reopened) logger.warn('stuck run replaced', { videoJobId: id, run });

    const lacking = [...missing, ...reopened];
    if (lacking.length > 0) await flows.addAll(lacking, await videoJobs.newestNumber());
    result.added += missing.length;
    result.replaced += reopened.length;
  }

  async function judge(row: VideoJob): Promise<'missing' | 'broken' | 'fine'> {
    const state = await flows.stateOf(row, { thorough: Date.now() - row.updatedAt.getTime() > QUIET_MS });
    if (state === 'missing') return 'missing';
    return state === 'moving' ? 'fine' : 'broken';
  }

  return {
    pass,

    /** Runs passes until the signal fires. */
    async run(signal: AbortSignal): Promise<void> {
      while (!signal.aborted) {
        let acted = false;
        try {
          if (await lock.hold()) {
            const { added, replaced } = await pass(signal);
            acted = added + replaced > 0;
            if (acted) logger.info('rows and flows reconciled', { added, replaced });
          }
        } catch (error) {
          const isUnavailable = error instanceof UnavailableError;
          logger.log(isUnavailable ? 'warn' : 'error', 'rows and flows not reconciled', { error });
        }
        // If a pass found something and more rows follow, the next pass starts at once.
        if (!(acted && cursor !== '')) await sleep(intervalMs, undefined, { signal }).catch(() => {});
      }
      await lock.release();
    },
  };
}
