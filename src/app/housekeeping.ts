import { setTimeout as sleep } from 'node:timers/promises';
import type { Container } from '#root/app/container.js';
import { removeLostUploads } from '#root/app/lost-uploads.js';
import { createAdvisoryLock } from '#root/db/advisory-lock.js';
import { createReconciler } from '#root/queue/runs/reconciler.js';
import type { Store } from '#root/storage/store.js';

// Names the lock. Any number works, as long as all processes use the same one.
const LOCK_ID = 4_931_726_059;
const SWEEP_INTERVAL_MS = 3_600_000;
// Longer than all attempts to send a message together.
const KEEP_EVENTS_MS = 30 * 24 * 3_600_000;

/**
 * Starts the tasks that only one process runs at a time: the reconciler, and the removal of unused artifacts, of drafts
 * that nobody has ordered, and of old notifications of programs.
 */
export function startHousekeeping(container: Container, store: Store): void {
  const { config, logger, videoJobs, apiUploads, drafts, webhooks, forgetter, flows, closers } = container;
  const lock = createAdvisoryLock({ databaseUrl: config.databaseUrl, id: LOCK_ID, logger });
  const { reconcileIntervalMs: intervalMs } = config.queues;
  const reconciler = createReconciler({ videoJobs, flows, lock, logger, intervalMs });
  const stopping = new AbortController();
  const running = Promise.all([reconciler.run(stopping.signal), sweep(stopping.signal)]);
  closers.add('housekeeping', () => {
    stopping.abort();
    return running;
  });

  async function sweep(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      try {
        if (await lock.hold()) await removeUnused(signal);
      } catch (error) {
        logger.warn('unused artifacts or drafts not removed', { error });
      }
      await sleep(SWEEP_INTERVAL_MS, undefined, { signal }).catch(() => {});
    }
  }

  async function removeUnused(signal: AbortSignal): Promise<void> {
    const expired = await drafts.removeExpired();
    if (expired > 0) logger.info('expired drafts removed', { removed: expired });
    await webhooks.removeOld(new Date(Date.now() - KEEP_EVENTS_MS));
    const forgotten = await forgetter.finish(config.artifactTtlMs);
    if (forgotten > 0) logger.info('artifacts of forgotten greetings removed', { removed: forgotten });
    // An artifact in use was read recently, however old it is.
    const since = container.artifactsSince();
    const removed = await store.removeUnused(since, { signal });
    if (removed > 0) logger.info('unused artifacts removed', { removed });
    const uploads = await removeLostUploads({ apiUploads, store }, since);
    if (uploads > 0) logger.info('uploads without files removed', { removed: uploads });
  }
}
