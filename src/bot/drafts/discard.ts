import type { BotContext } from '#root/bot/context.js';
import { removeBeside } from '#root/bot/drafts/side-message.js';
import type { Draft } from '#root/jobs/draft.js';
import { createNotes } from '#root/telegram/notes.js';

/** Discards a draft, and removes the message that shows it. Returns whether it was still there and not ordered. */
export async function discardDraft(context: BotContext, draft: Draft): Promise<boolean> {
  const { api, services } = context;
  const { drafts, logger } = services;
  await removeBeside(context, draft);
  const isDiscarded = await drafts.discard(draft.id);
  if (isDiscarded && draft.cardMessageId !== null) {
    await createNotes({ api, logger }).remove(draft.chatId, draft.cardMessageId);
  }
  return isDiscarded;
}
