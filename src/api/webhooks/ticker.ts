import { pause } from '#root/process/pause.js';
import { type TickOptions, tick } from '#root/process/tick.js';

export interface TickerOptions extends Pick<TickOptions, 'tickMs' | 'onFailure'> {
  work: () => Promise<void>;
}

export interface Ticker {
  /** Ends the pause that is going on, or the next one. */
  hurry(): void;
  /** Waits until the work that is going on has ended. */
  stop(): Promise<void>;
}

/** Repeats the work until it is stopped, and less often while it fails. */
export function createTicker({ work, ...options }: TickerOptions): Ticker {
  const stopping = new AbortController();
  let waiting = new AbortController();

  async function wait(ms: number): Promise<void> {
    await pause(ms, waiting.signal);
    if (waiting.signal.aborted) waiting = new AbortController();
  }

  const running = tick(work, { ...options, wait, signal: stopping.signal });
  return {
    hurry: () => waiting.abort(),
    async stop() {
      stopping.abort();
      waiting.abort();
      await running;
    },
  };
}
