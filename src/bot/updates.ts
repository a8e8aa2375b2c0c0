import { type Bot, BotError } from 'grammy';
import type { Update } from 'grammy/types';
import pTimeout from 'p-timeout';
import type { BotContext } from '#root/bot/context.js';
import { giveUp } from '#root/bot/give-up.js';
import { createSuspicion, MAX_ATTEMPTS, type Suspect } from '#root/bot/suspicion.js';
import type { UpdateAttempts } from '#root/jobs/update-attempts.js';
import type { Logger } from '#root/logger.js';
import { translateTelegramError } from '#root/telegram/telegram-errors.js';

// Telegram returns 100 updates at once. This leaves room for new ones.
const MAX_UNCONFIRMED = 90;
// What kills the bot does so sooner. Nothing else is handled meanwhile.
const ALONE_MS = 30_000;

/** Updates that were received and not confirmed yet. */
export interface Updates {
  /** Starts to handle those that are new. */
  take(updates: readonly Update[]): void;
  /**
   * Returns the id of the oldest update that is not handled. Telegram forgets all before it and returns 100 from it on:
   * https://core.telegram.org/bots/api#getupdates. An update that is handled for too long is confirmed, to make room.
   */
  offset(): number;
  isBusy(): boolean;
  /** Waits for running handlers, up to the limit. The updates of those that have not finished will be redelivered. */
  settle(limitMs: number): Promise<void>;
}

export interface UpdatesOptions {
  logger: Logger;
  attempts: UpdateAttempts;
}

/**
 * Handles updates in parallel, and confirms one only after it and all before it were handled. If the process is killed,
 * Telegram redelivers the others, and a redelivered order is the same greeting. What was being handled when the process
 * died is then handled alone, and given up if that happens three times.
 */
export function createUpdates(bot: Bot<BotContext>, { logger, attempts }: UpdatesOptions): Updates {
  /** States by update id, in ascending order. */
  const taken = new Map<number, 'running' | 'done'>();
  const handling = new Set<Promise<void>>();
  const suspicion = createSuspicion({ attempts, logger, botId: () => bot.botInfo.id });
  /** Batches start one after the other. */
  let starting = Promise.resolve();
  let next = 0;
  let isAbandoned = false;

  async function handle(update: Update): Promise<void> {
    try {
      await bot.handleUpdate(update);
    } catch (error) {
      // A failure during shutdown is not reported in the chat: the update is redelivered.
      if (isAbandoned || !(error instanceof BotError))
        logger.warn('update not handled', {
          updateId: update.update_id,
          // The context of a BotError holds the whole update.
          error: translateTelegramError(error instanceof BotError ? error.error : error),
        });
      else await bot.errorHandler(error as BotError<BotContext>);
    }
    finish(update);
  }

  function finish({ update_id }: Update): void {
    if (isAbandoned) return;
    if (taken.has(update_id)) taken.set(update_id, 'done');
    suspicion.end(update_id);
  }

  /** Counts the updates, then starts to handle them. */
  async function begin(updates: readonly Update[]): Promise<Promise<void>[]> {
    await suspicion.begin(updates);
    return isAbandoned ? [] : updates.map((update) => track(handle(update)));
  }

  async function beginAlone({ updates, earlier }: Suspect): Promise<void> {
    if (earlier < MAX_ATTEMPTS) await Promise.all(await begin(updates));
    else {
      await giveUp(bot.api, updates, { logger });
      updates.forEach(finish);
    }
  }

  async function start(batch: readonly Update[]): Promise<void> {
    const { suspects, others } = await suspicion.sort(batch);
    for (const suspect of suspects) {
      if (isAbandoned) return;
      await pTimeout(beginAlone(suspect), { milliseconds: ALONE_MS, fallback: () => {} });
    }
    if (!isAbandoned && others.length > 0) await begin(others);
  }

  function track(work: Promise<void>): Promise<void> {
    const tracked = work.finally(() => handling.delete(tracked));
    handling.add(tracked);
    return tracked;
  }

  async function untilHandled(): Promise<void> {
    while (handling.size > 0) await Promise.all(handling);
  }

  return {
    take(updates) {
      const batch = updates.filter(({ update_id }) => !taken.has(update_id));
      for (const { update_id } of batch) {
        taken.set(update_id, 'running');
        next = update_id + 1;
      }
      if (batch.length > 0) starting = track(starting.then(() => start(batch)));
    },

    offset() {
      for (const [id, state] of taken) {
        if (state === 'running' && taken.size < MAX_UNCONFIRMED) return id;
        taken.delete(id);
      }
      return next;
    },

    isBusy: () => handling.size > 0,

    async settle(limitMs) {
      await pTimeout(untilHandled(), { milliseconds: limitMs, fallback: () => {} });
      isAbandoned = true;
      await suspicion.close();
      if (handling.size > 0)
        logger.warn('updates not finished, Telegram will redeliver them', { updates: handling.size });
    },
  };
}
