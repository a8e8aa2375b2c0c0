import { type Api, Context } from 'grammy';
import type { Update, UserFromGetMe } from 'grammy/types';
import { z } from 'zod';
import type { NewUpdate } from '#root/jobs/inbox.js';

/** A way that updates come from Telegram. */
export interface Source {
  /**
   * Passes updates to `store` until the signal fires. Confirms them to Telegram after `store` has resolved; Telegram
   * delivers them again if it rejects.
   */
  run(store: (updates: readonly Update[]) => Promise<void>, signal: AbortSignal): Promise<void>;
}

/** Kinds of updates that the bot receives: https://core.telegram.org/bots/api#update */
export const allowedUpdates = [
  'message',
  'edited_message',
  'callback_query',
  'inline_query',
  'my_chat_member',
] as const;

/** What an update must have to be stored. Its handling tolerates the rest. */
export const updateSchema = z.looseObject({ update_id: z.int().min(0).max(2_147_483_647) });
const chatIdSchema = z.int().optional().catch(undefined);
// PostgreSQL stores no other text.
const albumIdSchema = z
  .string()
  .regex(/^[^\0]+$/)
  .nullable()
  .catch(null);

/** Returns the chat of an update. An inline query does not wait for what its person does in the chat with the bot. */
function queueOf({ chat, from, inlineQuery }: Context): string {
  const id = String(chatIdSchema.parse(chat?.id ?? from?.id) ?? '');
  return inlineQuery === undefined ? id : `inline ${id}`;
}

/** Returns the update as the inbox stores it. */
export function toNewUpdate(update: Update): NewUpdate {
  const context = new Context(update, {} as Api, {} as UserFromGetMe);
  return {
    updateId: update.update_id,
    chatId: queueOf(context),
    albumId: albumIdSchema.parse(update.message?.media_group_id ?? null),
    content: update,
  };
}
