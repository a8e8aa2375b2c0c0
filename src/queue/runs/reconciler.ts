import { setTimeout as sleep } from 'node:timers/promises';
import type { AdvisoryLock } from '#root/db/advisory-lock.js';
import { UnavailableError } from '#root/errors.js';
import type { VideoJob } from '#root/jobs/video-job.js';
import type { VideoJobs } from '#root/jobs/video-jobs.js';
import type { Logger } from '#root/logger.js';
import type { RunGateway } from '#root/queue/runs/run-gateway.js';

export interface ReconcilerDeps {
  videoJobs: Pick<VideoJobs, 'listOpen' | 'replaceRun'>;
  flows: Pick<RunGateway, 'addAll' | 'stateOf'>;
  lock: AdvisoryLock;
  logger: Logger;
  /** Between two passes, milliseconds. */
  intervalMs: number;
}

export interface PassResult {
  /** Flows that Redis did not have. */
  added: number;
  /** Runs replaced by new ones. */
  replaced: number;
}

// What was written just now is still on its way into Redis.
const SETTLE_MS = 3_000;
// Only a row that has been quiet for so long is suspected of standing still.
const QUIET_MS = 15_000;
const BATCH = 200;
// A hundred thousand open rows take some passes: one pass costs Redis no more than so many questions.
const ROWS_A_PASS = 10_000;

/**
 * Makes Redis agree with the rows: adds flows that are missing, and replaces runs that have ended without their row
 * saying so, or that can no longer move. One that waits for a worker is left to wait. One process at a time does it.
 */
export function createReconciler({ videoJobs, flows, lock, logger, intervalMs }: ReconcilerDeps) {
  let cursor = '';
  /** Runs that seemed to stand still in the last round over all open rows: only what is found twice is true. */
  let suspects = new Set<string>();
  let suspected = new Set<string>();

  /** Ends between two batches at the signal. */
  async function pass(signal?: AbortSignal): Promise<PassResult> {
    const result: PassResult = { added: 0, replaced: 0 };
    for (let seen = 0; seen < ROWS_A_PASS && !signal?.aborted; seen += BATCH) {
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
    for (const { id, run } of reopened) logger.warn('run replaced: it could no longer move', { videoJobId: id, run });

    await flows.addAll([...missing, ...reopened]);
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

    /** Works until the signal fires. */
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
          const isAway = error instanceof UnavailableError;
          logger.log(isAway ? 'warn' : 'error', 'rows and flows not reconciled', { error });
        }
        // In the middle of the rows with something found, there is more to find.
        if (!(acted && cursor !== '')) await sleep(intervalMs, undefined, { signal }).catch(() => {});
      }
      await lock.release();
    },
  };
}
