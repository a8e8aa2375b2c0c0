import { setTimeout as sleep } from 'node:timers/promises';
import type { Transformer } from 'grammy';
import type { Logger } from '#root/logger.js';

const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 30_000;
// Then the update is put off, and makes room for others.
const LONGEST_REPETITION_MS = 60_000;

/** Returns the pause before another try, in milliseconds: it doubles from half a second to 30 s. */
export function pauseMs(earlier: number): number {
  return Math.min(FIRST_PAUSE_MS * 2 ** Math.min(earlier, 10), LONGEST_PAUSE_MS);
}

/**
 * Returns a transformer for `api.config.use` that repeats a call for up to a minute, until Telegram accepts it or refuses
 * it permanently. A message whose answer was lost may appear twice. A caller that passes a signal repeats the call itself.
 */
export function repeatCalls({ logger }: { logger: Logger }): Transformer {
  return async (call, method, payload, signal) => {
    if (signal !== undefined) return call(method, payload, signal);
    let waitedMs = 0;
    for (let earlier = 0; ; earlier += 1) {
      let failure: unknown;
      const response = await call(method, payload).catch((error: unknown) => {
        failure = error;
        return undefined;
      });
      if (response !== undefined && !isRefusedForNow(response)) return response;
      const asked = response?.ok === false ? (response.parameters?.retry_after ?? 0) * 1_000 : 0;
      const delayMs = Math.max(pauseMs(earlier), asked);
      waitedMs += delayMs;
      if (waitedMs > LONGEST_REPETITION_MS) {
        if (response === undefined) throw failure;
        return response;
      }
      logger.warn('Telegram unavailable, repeating the call', { method, delayMs });
      // Does not keep a process alive that stops: the update is handled again.
      await sleep(delayMs, undefined, { ref: false });
    }
  };
}

function isRefusedForNow(response: { ok: boolean; error_code?: number }): boolean {
  return !response.ok && (response.error_code === 429 || (response.error_code ?? 0) >= 500);
}
