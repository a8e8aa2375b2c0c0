import pTimeout from 'p-timeout';
import { AbortedError } from '#root/errors.js';
import type { Logger } from '#root/logger.js';

// In a terminal Ctrl-C reaches the whole process group, and npm passes it on once more: one wish, several signals.
const SAME_WISH_MS = 500;
// Also where others have taken all the time: to remove temporary files takes no server.
const LEAST_MS = 500;

/**
 * Resolves at the first SIGINT or SIGTERM. A second one, if meant as such, ends the process at once with the
 * shell's exit code for the signal.
 */
export function untilSignal(): Promise<NodeJS.Signals> {
  return new Promise((resolve) => {
    let firstAt: number | undefined;
    const onSignal = (signal: NodeJS.Signals, number: number) => {
      if (firstAt === undefined) {
        firstAt = performance.now();
        resolve(signal);
      } else if (performance.now() - firstAt > SAME_WISH_MS) {
        process.exit(128 + number);
      }
    };
    process.on('SIGINT', onSignal);
    process.on('SIGTERM', onSignal);
  });
}

export interface Closers {
  /**
   * Remembers how to close what was just made. Where all is being closed already, closes it at once and throws AbortedError:
   * its maker is to make no more.
   */
  add(name: string, close: () => Promise<unknown>): void;
  /**
   * Closes everything within the time, milliseconds, the newest first. One that fails, or waits for a server that does
   * not answer, is logged and left behind, and does not keep the others; each of these has half a second even then.
   */
  closeAll(graceMs: number): Promise<void>;
}

export function createClosers(logger: Logger): Closers {
  const closers: { name: string; close: () => Promise<unknown> }[] = [];
  let isClosing = false;

  const closed = (name: string, close: () => Promise<unknown>) =>
    close().catch((error: unknown) => logger.error('closing failed', { name, error }));

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
          milliseconds: Math.max(LEAST_MS, until - performance.now()),
          fallback: () => logger.error('not closed in time, left as it is', { name, graceMs }),
        });
      }
    },
  };
}
