import type { Context } from 'grammy';

/** Returns the facts of an update that may be logged: no texts, chats or names. */
export function logFields({ update }: Context): { updateId: number } {
  return { updateId: update.update_id };
}
