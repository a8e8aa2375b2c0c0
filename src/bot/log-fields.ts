import type { Context } from 'grammy';

/** What the log may know of an update: neither texts nor chats nor names. */
export function logFields({ update }: Context): { updateId: number } {
  return { updateId: update.update_id };
}
