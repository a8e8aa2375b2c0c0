import { DatabaseUnavailableError, SetupError, UnavailableError } from '#root/errors.js';
import type { Logger } from '#root/logger.js';
import { pause } from '#root/process/pause.js';
import { isConflict, TOKEN_UNKNOWN, translateTelegramError } from '#root/telegram/telegram-errors.js';

export interface RepeatOptions {
  logger: Logger;
  /** Ends the repetition. */
  signal: AbortSignal;
  /** Time that another process may receive the updates of the same bot, in milliseconds. */
  conflictMs?: number;
}

const FIRST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 30_000;
// An old bot that is being replaced stops within this time.
const CONFLICT_MS = 60_000;
const LONGEST_CONFLICT_PAUSE_MS = 5_000;

/**
 * Repeats the work until it returns 'done' or the signal fires, with growing pauses while Telegram or the database is
 * unavailable. Throws SetupError if Telegram does not know the token, or if another process receives the updates of the
 * same bot for `conflictMs`.
 */
export async function repeat(
  work: () => Promise<'again' | 'done'>,
  { logger, signal, conflictMs = CONFLICT_MS }: RepeatOptions,
): Promise<void> {
  let pauseMs = FIRST_PAUSE_MS;
  let conflictSince: number | undefined;
  while (!signal.aborted) {
    try {
      if ((await work()) === 'done') return;
      pauseMs = FIRST_PAUSE_MS;
      conflictSince = undefined;
    } catch (thrown) {
      if (signal.aborted) return;
      const error = translateTelegramError(thrown);
      if (!(error instanceof UnavailableError)) throw error;
      if (error.code === TOKEN_UNKNOWN) throw new SetupError(error.code, error.message, { cause: thrown });
      if (isConflict(error)) {
        conflictSince ??= performance.now();
        if (performance.now() - conflictSince >= conflictMs) throw new SetupError(error.code, error.message);
        pauseMs = Math.min(pauseMs, LONGEST_CONFLICT_PAUSE_MS);
      }
      logger.warn(phraseFor(error), { pauseMs, error });
      await pause(Math.max(pauseMs, error.retryAfterMs ?? 0), signal);
      pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS);
    }
  }
}

function phraseFor(error: UnavailableError): string {
  if (error instanceof DatabaseUnavailableError) return 'updates not stored, trying again';
  return isConflict(error) ? 'another process receives the updates of this bot' : 'Telegram unavailable, trying again';
}
