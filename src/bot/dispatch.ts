import pTimeout from 'p-timeout';
import type { HandlingEnd } from '#root/bot/handling.js';
import { ALBUM_MS, type Claim, type Inbox } from '#root/jobs/inbox.js';
import type { Logger } from '#root/logger.js';
import { pause } from '#root/process/pause.js';
import { tick } from '#root/process/tick.js';

export interface DispatchOptions {
  inbox: Inbox;
  handle: (claim: Claim) => Promise<HandlingEnd>;
  logger: Logger;
  /** Returns how many of the claims wait for Telegram, for files, or for a turn to take files in. */
  waiting?: (() => number) | undefined;
  /** Called when a claim has ended, with the time since it was stored, and that of its handling. */
  onEnd?: ((end: UpdateEnd) => void) | undefined;
}

export type Dispatch = ReturnType<typeof startDispatch>;

interface UpdateEnd {
  outcome: HandlingEnd['outcome'];
  seconds: number;
  handlingSeconds: number;
}

const MAX_AT_ONCE = 100;
// More that do not wait would only share the processor and the connections to the database, and each would take longer.
const MAX_BUSY = 4;
// The source says at once that there is something new. This finds what was put off, and what others left behind.
const TICK_MS = 1_000;
// Then the database does not answer. What this process holds is free when it has ended.
const CLOSE_MS = 2_000;
const FORGET_INTERVAL_MS = 3_600_000;
// What kills the bot does so sooner. Nothing else is handled meanwhile.
const ALONE_MS = 30_000;

/**
 * Begins to handle what is in the inbox: the updates of a chat one after the other, those of several chats at the same
 * time. What was being handled when a process died is handled alone, so that only what kills it is suspected again.
 */
export function startDispatch({ inbox, handle, logger, waiting = () => 0, onEnd = () => {} }: DispatchOptions) {
  const running = new Set<Promise<void>>();
  const stopping = new AbortController();
  const abandoned = new AbortController();
  let mayClaim = false;
  let isAsked = false;
  // Whether more may wait for a place.
  let isFull = false;
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
    const handlingSeconds = (performance.now() - begunAt) / 1_000;
    onEnd({ outcome: end.outcome, seconds: claim.seconds + handlingSeconds, handlingSeconds });
  }

  /** Returns how many claims may begin now. */
  function room(): number {
    const busy = Math.max(running.size - waiting(), 0);
    return Math.max(Math.min(MAX_AT_ONCE - running.size, MAX_BUSY - busy), 0);
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
    const free = room();
    isFull = free === 0;
    if (!mayClaim || alone !== undefined || stopping.signal.aborted || free === 0) return;
    try {
      const claims = await inbox.claim(free);
      isFull = claims.length === free;
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

  async function look(): Promise<void> {
    const { hasSuspects } = await inbox.recover();
    mayClaim = true;
    if (hasSuspects) {
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
    if (performance.now() - forgottenAt < FORGET_INTERVAL_MS) return;
    forgottenAt = performance.now();
    await inbox.forget();
  }

  const ticking = tick(look, {
    signal: abandoned.signal,
    onFailure: (error) => {
      mayClaim = false;
      logger.warn('inbox not read', { error });
    },
  });

  return {
    wake,

    /** Looks for updates if some wait for a place, because a claim waits for something else now. */
    wakeIfFull(): void {
      if (isFull) wake();
    },

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
