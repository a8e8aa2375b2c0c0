import { setTimeout as sleep } from 'node:timers/promises';
import type { Bot } from 'grammy';
import type { BotContext } from '#root/bot/context.js';
import { textsFor } from '#root/bot/texts/index.js';
import { createUpdates, type Updates } from '#root/bot/updates.js';
import { SetupError, UnavailableError } from '#root/errors.js';
import type { UpdateAttempts } from '#root/jobs/update-attempts.js';
import type { Logger } from '#root/logger.js';
import { telegramSignal } from '#root/telegram/signal.js';
import { POLLED_TWICE, TOKEN_UNKNOWN, translateTelegramError } from '#root/telegram/telegram-errors.js';

export interface PollingOptions {
  logger: Logger;
  attempts: UpdateAttempts;
  /** Stops the polling. */
  signal: AbortSignal;
  /** Time for running handlers to finish after the signal, in milliseconds. */
  graceMs: number;
  /** Time that another process may poll with the same token before the bot stops, in milliseconds. */
  conflictMs?: number;
}

const LONG_POLL_SECONDS = 30;
// While handlers run, a poll returns their updates again without waiting, so the pause is made here.
const BUSY_PAUSE_MS = 250;
const FIRST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 30_000;
const CONFIRM_TIMEOUT_MS = 2_000;
// An old bot that is being replaced stops within this time.
const CONFLICT_MS = 60_000;
const LONGEST_CONFLICT_PAUSE_MS = 5_000;

/**
 * Polls for updates until the signal fires, then lets running handlers finish. Retries while Telegram is unavailable.
 * Throws SetupError if Telegram does not know the token, or if another process polls with it for a minute.
 *
 * grammY's own polling makes all chats wait for each other, and its runner confirms updates before they are handled:
 * https://grammy.dev/advanced/reliability.
 */
export async function runPolling(
  bot: Bot<BotContext>,
  { logger, attempts, signal, graceMs, conflictMs = CONFLICT_MS }: PollingOptions,
): Promise<void> {
  const updates = createUpdates(bot, { logger, attempts });
  try {
    await repeat({ logger, signal, conflictMs }, async () => {
      await prepare(bot, signal);
      logger.info('bot started');
      return 'done';
    });
    await repeat({ logger, signal, conflictMs }, async () => {
      updates.take(await getUpdates(bot, updates, signal));
      if (updates.isBusy()) await pause(BUSY_PAUSE_MS, signal);
      return 'again';
    });
  } finally {
    await updates.settle(graceMs);
    await confirm(bot, updates).catch((error: unknown) => {
      logger.warn('last updates not confirmed', { error: translateTelegramError(error) });
    });
  }
}

/** Repeats the work until it is done or the signal fires, with growing pauses while Telegram is unavailable. */
async function repeat(
  { logger, signal, conflictMs }: Required<Omit<PollingOptions, 'attempts' | 'graceMs'>>,
  work: () => Promise<'again' | 'done'>,
): Promise<void> {
  let pauseMs = FIRST_PAUSE_MS;
  let conflictSince: number | undefined;
  while (!signal.aborted) {
    try {
      if ((await work()) === 'done') return;
      pauseMs = FIRST_PAUSE_MS;
      conflictSince = undefined;
    } catch (error) {
      if (signal.aborted) return;
      const translated = translateTelegramError(error);
      if (!(translated instanceof UnavailableError)) throw translated;
      if (translated.code === TOKEN_UNKNOWN)
        throw new SetupError(translated.code, translated.message, { cause: error });
      const isConflict = translated.code === POLLED_TWICE;
      if (isConflict) {
        conflictSince ??= performance.now();
        if (performance.now() - conflictSince >= conflictMs) throw new SetupError(POLLED_TWICE, translated.message);
        pauseMs = Math.min(pauseMs, LONGEST_CONFLICT_PAUSE_MS);
      }
      const phrase = isConflict ? 'another process polls with this token' : 'Telegram unavailable, trying again';
      logger.warn(phrase, { pauseMs, error: translated });
      await pause(Math.max(pauseMs, translated.retryAfterMs ?? 0), signal);
      pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS);
    }
  }
}

async function prepare(bot: Bot<BotContext>, signal: AbortSignal): Promise<void> {
  const commands = (language: string) =>
    Object.entries(textsFor(language).commands).map(([command, description]) => ({ command, description }));
  await bot.api.setMyCommands(commands('en'), {}, telegramSignal(signal));
  await bot.api.setMyCommands(commands('ru'), { language_code: 'ru' }, telegramSignal(signal));
  await bot.api.deleteWebhook({}, telegramSignal(signal));
  await bot.init(telegramSignal(signal));
}

function getUpdates(bot: Bot<BotContext>, updates: Updates, signal: AbortSignal) {
  const timeout = updates.isBusy() ? 0 : LONG_POLL_SECONDS;
  return bot.api.getUpdates(
    { offset: updates.offset(), timeout, allowed_updates: ['message'] },
    telegramSignal(signal),
  );
}

/** Confirms the handled updates. Telegram redelivers them if this fails. */
async function confirm(bot: Bot<BotContext>, updates: Updates): Promise<void> {
  const offset = updates.offset();
  if (offset > 0) {
    await bot.api.getUpdates({ offset, limit: 1, timeout: 0 }, telegramSignal(AbortSignal.timeout(CONFIRM_TIMEOUT_MS)));
  }
}

async function pause(ms: number, signal: AbortSignal): Promise<void> {
  await sleep(ms, undefined, { signal }).catch(() => {});
}
