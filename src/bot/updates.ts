import { type Bot, BotError } from 'grammy';
import type { Update } from 'grammy/types';
import pTimeout from 'p-timeout';
import type { BotContext } from '#root/bot/context.js';
import type { Logger } from '#root/logger.js';
import { translateTelegramError } from '#root/telegram/telegram-errors.js';

// Telegram returns 100 updates at once. This leaves room for new ones.
const MAX_UNCONFIRMED = 90;

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

/**
 * Handles updates in parallel, and confirms one only after it and all before it were handled. If the process is killed,
 * Telegram redelivers the others, and a redelivered order is the same greeting.
 */
export function createUpdates(bot: Bot<BotContext>, { logger }: { logger: Logger }): Updates {
  /** States by update id, in ascending order. */
  const taken = new Map<number, 'running' | 'done'>();
  const handling = new Set<Promise<void>>();
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
    if (!isAbandoned && taken.has(update.update_id)) taken.set(update.update_id, 'done');
  }

  return {
    take(updates) {
      for (const update of updates.filter(({ update_id }) => !taken.has(update_id))) {
        taken.set(update.update_id, 'running');
        next = update.update_id + 1;
        const handled = handle(update).finally(() => handling.delete(handled));
        handling.add(handled);
      }
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
      await pTimeout(Promise.all(handling), { milliseconds: limitMs, fallback: () => {} });
      isAbandoned = true;
      if (handling.size > 0)
        logger.warn('updates not finished, Telegram will redeliver them', { updates: handling.size });
    },
  };
}
