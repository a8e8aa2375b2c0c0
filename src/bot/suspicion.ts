import type { Update } from 'grammy/types';
import pTimeout from 'p-timeout';
import type { UpdateAttempts } from '#root/jobs/update-attempts.js';
import type { Logger } from '#root/logger.js';

/** So often the process may die while an update is handled. */
export const MAX_ATTEMPTS = 3;
// Chats wait meanwhile, and can be answered without the database.
const COUNT_MS = 2_000;

/** An update, or those of an album, that was being handled when the process died. */
export interface Suspect {
  updates: readonly Update[];
  /** How often the process died. */
  earlier: number;
}

interface SuspicionOptions {
  attempts: UpdateAttempts;
  logger: Logger;
  /** Returns the id of the bot. */
  botId: () => number;
}

/** Knows which updates were being handled when the process died. While the database is unavailable, suspects none. */
export function createSuspicion({ attempts, logger, botId }: SuspicionOptions) {
  let known: ReadonlyMap<number, number> | undefined;
  const ended: number[] = [];
  const begun = new Set<number>();

  async function inTime<T>(work: Promise<T>): Promise<T | undefined> {
    try {
      return await pTimeout(work, { milliseconds: COUNT_MS });
    } catch (error) {
      logger.warn('attempts of updates not counted', { error });
      return undefined;
    }
  }

  return {
    /** Returns the suspects of a batch, those first that are the least suspect, and all other updates. */
    async sort(batch: readonly Update[]): Promise<{ suspects: Suspect[]; others: Update[] }> {
      known ??= await inTime(attempts.find(botId(), batch[0]?.update_id ?? 0));
      const groups = groupAlbums(batch).map((updates) => ({
        updates,
        earlier: Math.max(...updates.map(({ update_id }) => known?.get(update_id) ?? 0)),
      }));
      return {
        suspects: groups.filter(({ earlier }) => earlier > 0).sort((a, b) => a.earlier - b.earlier),
        others: groups.filter(({ earlier }) => earlier === 0).flatMap(({ updates }) => updates),
      };
    },

    /** Counts that these updates are being handled from now on. */
    async begin(updates: readonly Update[]): Promise<void> {
      const ids = updates.map(({ update_id }) => update_id);
      for (const id of ids) begun.add(id);
      await inTime(attempts.begin(botId(), ids, ended.splice(0)));
    },

    /** Remembers that an update was handled. It is written with the next ones. */
    end(updateId: number): void {
      if (begun.delete(updateId)) ended.push(updateId);
    },

    /** Writes what has ended, and that the others were not finished although the process stops in an orderly way. */
    async close(): Promise<void> {
      if (begun.size + ended.length > 0) await inTime(attempts.end(botId(), ended, [...begun]));
    },
  };
}

/** Groups the updates of an album, because they are handled together. Keeps the order otherwise. */
function groupAlbums(updates: readonly Update[]): Update[][] {
  const groups = new Map<number | string, Update[]>();
  for (const update of updates) {
    const key = update.message?.media_group_id ?? update.update_id;
    groups.set(key, [...(groups.get(key) ?? []), update]);
  }
  return [...groups.values()];
}
