import pTimeout from 'p-timeout';
import type { HandlingEnd } from '#root/bot/handling.js';
import { ALBUM_MS, type Claim, type Inbox } from '#root/jobs/inbox.js';
import type { Logger } from '#root/logger.js';
import { pause } from '#root/process/pause.js';

export interface DispatchOptions {
  inbox: Inbox;
  handle: (claim: Claim) => Promise<HandlingEnd>;
  logger: Logger;
  /** Called when a claim has ended, with the time since it was stored. */
  onEnd?: ((end: { outcome: HandlingEnd['outcome']; seconds: number }) => void) | undefined;
}

// Most of the time they wait: for Telegram, for files, for a turn to take files in.
const MAX_AT_ONCE = 100;
// The source says at once that there is something new. This finds what was put off, and what others left behind.
const TICK_MS = 1_000;
// Pause in ticks while the database is unavailable, so that the log does not fill up.
const MAX_TICKS = 5;
// Then the database does not answer. What this process holds is free when it has ended.
const CLOSE_MS = 2_000;
const FORGET_INTERVAL_MS = 3_600_000;
// What kills the bot does so sooner. Nothing else is handled meanwhile.
const ALONE_MS = 30_000;

/**
 * Begins to handle what is in the inbox: the updates of a chat one after the other, those of several chats at the same
 * time. What was being handled when a process died is handled alone, so that only what kills it is suspected again.
 */
export function startDispatch({ inbox, handle, logger, onEnd = () => {} }: DispatchOptions) {
  const running = new Set<Promise<void>>();
  const stopping = new AbortController();
  const abandoned = new AbortController();
  let mayClaim = false;
  let isAsked = false;
  let claiming: Promise<void> | undefined;
  let alone: Promise<void> | undefined;
  let forgottenAt = Number.NEGATIVE_INFINITY;

  /** Writes how a claim ended. While the database is unavailable, tries again. */
  async function record(claim: Claim, { outcome, delayMs }: HandlingEnd): Promise<void> {
    while (!abandoned.signal.aborted) {
      try {
        if (outcome === 'put_off') return await inbox.putOff(claim, delayMs ?? 0);
        return await inbox.end(claim);
      } catch (error) {
        logger.warn('end of an update not stored, trying again', { updateIds: claim.updateIds, error });
        await pause(TICK_MS, abandoned.signal);
      }
    }
  }

  async function work(claim: Claim): Promise<void> {
    const begunAt = performance.now();
    const end = await handle(claim);
    await record(claim, end);
    onEnd({ outcome: end.outcome, seconds: claim.seconds + (performance.now() - begunAt) / 1_000 });
  }

  function start(claim: Claim): Promise<void> {
    const tracked = work(claim).finally(() => {
      running.delete(tracked);
      wake();
    });
    running.add(tracked);
    return tracked;
  }

  /** Looks for updates now. */
  function wake(): void {
    isAsked = true;
    claiming ??= claim().finally(() => {
      claiming = undefined;
      if (isAsked) wake();
    });
  }

  async function claim(): Promise<void> {
    isAsked = false;
    const free = MAX_AT_ONCE - running.size;
    if (!mayClaim || alone !== undefined || stopping.signal.aborted || free === 0) return;
    try {
      const claims = await inbox.claim(free);
      // Closing the inbox frees what was taken too late.
      if (!stopping.signal.aborted) claims.forEach(start);
    } catch (error) {
      logger.warn('inbox not read', { error });
    }
  }

  async function handleSuspects(): Promise<void> {
    while (!stopping.signal.aborted) {
      const suspect = await inbox.claimSuspect();
      if (suspect === undefined) return;
      await settled(ALONE_MS);
      if (!stopping.signal.aborted) await pTimeout(start(suspect), { milliseconds: ALONE_MS, fallback: () => {} });
    }
  }

  async function settled(limitMs: number): Promise<void> {
    const work = async () => {
      while (running.size > 0) await Promise.all(running);
    };
    await pTimeout(work(), { milliseconds: limitMs, fallback: () => {} });
  }

  async function tick(): Promise<void> {
    const found = await inbox.recover();
    mayClaim = found.mayClaim;
    if (found.hasSuspects) {
      alone ??= handleSuspects()
        .catch((error: unknown) => {
          logger.warn('inbox not read', { error });
        })
        .finally(() => {
          alone = undefined;
          wake();
        });
    }
    wake();
    if (!mayClaim || performance.now() - forgottenAt < FORGET_INTERVAL_MS) return;
    forgottenAt = performance.now();
    await inbox.forget();
  }

  async function run(): Promise<void> {
    for (let failures = 0; !abandoned.signal.aborted; failures = mayClaim ? 0 : failures + 1) {
      await tick().catch((error: unknown) => {
        mayClaim = false;
        logger.warn('inbox not read', { error });
      });
      await pause(TICK_MS * Math.min(failures + 1, MAX_TICKS), abandoned.signal);
    }
  }
  const ticking = run();

  return {
    wake,

    /** Looks again when an album that was stored now is complete. */
    wakeForAlbum(): void {
      setTimeout(wake, ALBUM_MS + 1).unref();
    },

    /** Begins nothing more, waits for what is running, and leaves what has not ended in time to others. */
    async stop(limitMs: number): Promise<void> {
      stopping.abort();
      await settled(limitMs);
      if (running.size > 0) logger.warn('updates not finished, left to the next bot', { updates: running.size });
      abandoned.abort();
      const closed = Promise.all([claiming, ticking]).then(() => inbox.close());
      await pTimeout(closed, { milliseconds: CLOSE_MS }).catch((error: unknown) => {
        logger.warn('inbox not closed', { error });
      });
    },
  };
}
