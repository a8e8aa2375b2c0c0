import type { Api } from 'grammy';
import type { Update } from 'grammy/types';
import pTimeout from 'p-timeout';
import { repeat } from '#root/bot/sources/repeat.js';
import { allowedUpdates, type Source, updateSchema } from '#root/bot/sources/source.js';
import type { AdvisoryLock } from '#root/db/advisory-lock.js';
import { UnavailableError } from '#root/errors.js';
import type { Logger } from '#root/logger.js';
import { pause } from '#root/process/pause.js';
import { telegramSignal } from '#root/telegram/signal.js';
import { translateTelegramError } from '#root/telegram/telegram-errors.js';

export interface PollingOptions {
  api: Api;
  /** Held by the process that polls, because Telegram answers one at a time. */
  lock: AdvisoryLock;
  logger: Logger;
  /** Time that a process of another installation may poll before this one stops, in milliseconds. */
  conflictMs?: number;
}

/** The lock of a process that is frozen for longer passes to another one. A long poll takes up to 30 s. */
export const POLL_LOCK_MS = 90_000;
const LONG_POLL_SECONDS = 30;
const STANDBY_MS = 1_000;
const CONFIRM_TIMEOUT_MS = 2_000;

const isUpdate = (given: unknown): given is Update => updateSchema.safeParse(given).success;

/** Creates the source that asks Telegram for updates. Of several processes one asks, and the others wait. */
export function createPolling({ api, lock, logger, ...options }: PollingOptions): Source {
  let offset = 0;
  let isPolling = false;

  /** Returns whether this process polls now. */
  async function isOnDuty(signal: AbortSignal): Promise<boolean> {
    if (!(await lock.hold())) {
      if (isPolling) logger.warn('polling stopped: the lock is lost');
      isPolling = false;
      return false;
    }
    // Telegram does not answer a poll while it has an address for the updates.
    if (!isPolling) await api.deleteWebhook({}, telegramSignal(signal));
    if (!isPolling) logger.info('polling');
    isPolling = true;
    return true;
  }

  /** Confirms the stored updates: https://core.telegram.org/bots/api#getupdates. They are known if this fails. */
  async function confirm(): Promise<void> {
    if (!isPolling || offset === 0) return;
    const signal = telegramSignal(AbortSignal.timeout(CONFIRM_TIMEOUT_MS));
    await api.getUpdates({ offset, limit: 1, timeout: 0 }, signal).catch((error: unknown) => {
      logger.warn('last updates not confirmed', { error: translateTelegramError(error) });
    });
  }

  return {
    async run(store, signal) {
      const poll = async (): Promise<'again'> => {
        if (!(await isOnDuty(signal))) {
          await pause(STANDBY_MS, signal);
          return 'again';
        }
        const request = { offset, timeout: LONG_POLL_SECONDS, allowed_updates: allowedUpdates };
        const given: readonly unknown[] = await api.getUpdates(request, telegramSignal(signal));
        const updates = given.filter(isUpdate);
        const last = updates.at(-1);
        if (updates.length < given.length)
          logger.error('what is no update is passed by', { count: given.length - updates.length });
        if (last === undefined && given.length > 0)
          throw new UnavailableError('TELEGRAM_UNAVAILABLE', 'No update could be read');
        if (last === undefined) return 'again';
        await store(updates);
        offset = last.update_id + 1;
        return 'again';
      };
      try {
        await repeat(poll, { logger, signal, ...options });
        await confirm();
      } finally {
        // A database that is frozen does not answer. The lock ends with the process.
        await pTimeout(lock.release(), { milliseconds: CONFIRM_TIMEOUT_MS, fallback: () => {} });
      }
    },
  };
}
