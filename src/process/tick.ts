import { pause } from '#root/process/pause.js';

const TICK_MS = 1_000;
// Pause in ticks while the database is unavailable, so that the log does not fill up.
const MAX_TICKS = 5;

export interface TickOptions {
  /** Ends the repetition. */
  signal: AbortSignal;
  /** Time between two pieces of work, in milliseconds. By default a second. */
  tickMs?: number;
  /** Called after each failure. */
  onFailure: (error: unknown) => void;
  /** Waits until the next time, in milliseconds. */
  wait?: (ms: number) => Promise<void>;
}

/** Repeats the work, and less often while it fails, until the signal fires. */
export async function tick(
  work: () => Promise<void>,
  { signal, onFailure, wait, tickMs = TICK_MS }: TickOptions,
): Promise<void> {
  for (let failures = 0; !signal.aborted; ) {
    try {
      await work();
      failures = 0;
    } catch (error) {
      failures += 1;
      onFailure(error);
    }
    const ms = tickMs * Math.min(failures + 1, MAX_TICKS);
    await (wait?.(ms) ?? pause(ms, signal));
  }
}
