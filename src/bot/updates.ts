import { type Bot, BotError } from 'grammy';
import type { Update } from 'grammy/types';
import pTimeout from 'p-timeout';
import type { BotContext } from '#root/bot/context.js';
import type { Logger } from '#root/logger.js';

// Of the 100 that Telegram brings at once.
const MOST_KEPT = 90;

/** The updates that Telegram has brought and may not forget yet. */
export interface Updates {
  /** Begins to handle those that are new. */
  take(updates: readonly Update[]): void;
  /**
   * The first that is not done with: https://core.telegram.org/bots/api#getupdates has Telegram forget all before it, and
   * bring 100 from it on. Where one is under way for so long that new ones have no room among these, it is confirmed.
   */
  offset(): number;
  isBusy(): boolean;
  /** Waits for what is under way, milliseconds at the most. What is not done by then counts as never begun. */
  settle(limitMs: number): Promise<void>;
}

/**
 * Handles updates side by side, and remembers from where on Telegram has to keep them. So none is lost when the process
 * is killed: it comes again, and an order that comes again is the same greeting.
 */
export function createUpdates(bot: Bot<BotContext>, { logger }: { logger: Logger }): Updates {
  /** By id, in the order in which Telegram counts. */
  const taken = new Map<number, 'under way' | 'done'>();
  const handling = new Set<Promise<void>>();
  let next = 0;
  let isAbandoned = false;

  async function handle(update: Update): Promise<void> {
    try {
      await bot.handleUpdate(update);
    } catch (error) {
      // What fails while all is being closed under it comes again: the chat need not hear of it.
      if (isAbandoned || !(error instanceof BotError))
        logger.warn('update left', { updateId: update.update_id, error });
      else await bot.errorHandler(error as BotError<BotContext>);
    }
    if (!isAbandoned && taken.has(update.update_id)) taken.set(update.update_id, 'done');
  }

  return {
    take(updates) {
      for (const update of updates.filter(({ update_id }) => !taken.has(update_id))) {
        taken.set(update.update_id, 'under way');
        next = update.update_id + 1;
        const handled = handle(update).finally(() => handling.delete(handled));
        handling.add(handled);
      }
    },

    offset() {
      for (const [id, state] of taken) {
        if (state === 'under way' && taken.size < MOST_KEPT) return id;
        taken.delete(id);
      }
      return next;
    },

    isBusy: () => handling.size > 0,

    async settle(limitMs) {
      await pTimeout(Promise.all(handling), { milliseconds: limitMs, fallback: () => {} });
      isAbandoned = true;
      if (handling.size > 0) logger.warn('updates under way left, they come again', { updates: handling.size });
    },
  };
}
