import pTimeout from 'p-timeout';
import { AbortedError } from '#root/errors.js';
import type { Logger } from '#root/logger.js';

// A terminal sends Ctrl-C to the whole process group, and npm forwards it, so one key press causes several signals.
const SAME_REQUEST_MS = 500;
// Every closer gets this time, even if others have used up the grace period. It suffices to remove temporary files.
const MIN_CLOSE_MS = 500;

/**
 * Resolves at the first SIGINT or SIGTERM. A later signal ends the process at once, with the shell's exit code for that
 * signal.
 */
export function untilSignal(): Promise<NodeJS.Signals> {
  return new Promise((resolve) => {
    let firstAt: number | undefined;
    const onSignal = (signal: NodeJS.Signals, number: number) => {
      if (firstAt === undefined) {
        firstAt = performance.now();
        resolve(signal);
      } else if (performance.now() - firstAt > SAME_REQUEST_MS) {
        process.exit(128 + number);
      }
    };
    process.on('SIGINT', onSignal);
    process.on('SIGTERM', onSignal);
  });
}

export interface Closers {
  /** Registers a function for `closeAll`. If that was called already, calls the function and throws `AbortedError`. */
  add(name: string, close: () => Promise<unknown>): void;
  /**
   * Calls all registered functions, the newest first, within `graceMs`. A function that fails or takes too long is
   * logged and left behind. Each of the others still gets at least half a second.
   */
  closeAll(graceMs: number): Promise<void>;
}

export function createClosers(logger: Logger): Closers {
  const closers: { name: string; close: () => Promise<unknown> }[] = [];
  let isClosing = false;

  const closed = (name: string, close: () => Promise<unknown>) =>
    close().catch((error: unknown) => logger.error('close failed', { name, error }));

  return {
    add(name, close) {
      if (!isClosing) return void closers.push({ name, close });
      void closed(name, close);
      throw new AbortedError('shutdown');
    },
    async closeAll(graceMs) {
      isClosing = true;
      const until = performance.now() + graceMs;
      for (const { name, close } of closers.splice(0).reverse()) {
        await pTimeout(closed(name, close), {
          milliseconds: Math.max(MIN_CLOSE_MS, until - performance.now()),
          fallback: () => logger.error('not closed in time, left open', { name, graceMs }),
        });
      }
    },
  };
}
