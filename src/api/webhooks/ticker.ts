import { setTimeout as sleep } from 'node:timers/promises';

export interface TickerOptions {
  work: () => Promise<void>;
  /** Time between two pieces of work, in milliseconds. */
  tickMs: number;
  /** Called after each failure. */
  onFailure: (error: unknown) => void;
}

export interface Ticker {
  /** Ends the pause that is going on, or the next one. */
  hurry(): void;
  /** Waits until the work that is going on has ended. */
  stop(): Promise<void>;
}

// Pause in ticks while the database is unavailable, so that the log does not fill up.
const MAX_TICKS = 5;

/** Repeats the work until it is stopped, and less often while it fails. */
export function createTicker({ work, tickMs, onFailure }: TickerOptions): Ticker {
  let isStopped = false;
  let pause = new AbortController();
  let failures = 0;

  async function run(): Promise<void> {
    while (!isStopped) {
      const { signal } = pause;
      try {
        await work();
        failures = 0;
      } catch (error) {
        failures += 1;
        onFailure(error);
      }
      await sleep(tickMs * Math.min(failures + 1, MAX_TICKS), undefined, { signal }).catch(() => {});
      if (signal.aborted) pause = new AbortController();
    }
  }

  const running = run();
  return {
    hurry: () => pause.abort(),
    async stop() {
      isStopped = true;
      pause.abort();
      await running;
    },
  };
}
