import type { Message } from 'grammy/types';
import type { BotContext } from '#root/bot/context.js';
import type { Draft } from '#root/jobs/draft.js';
import { createNotes } from '#root/telegram/notes.js';

/** Shows a message beside the card of a draft, in place of the one that is there. Returns it. */
export async function showBeside<M extends Message | undefined>(
  context: BotContext,
  draft: Draft,
  send: () => Promise<M>,
): Promise<M> {
  await removeBeside(context, draft);
  const sent = await send();
  if (sent !== undefined) await context.services.drafts.saveSideMessage(draft.id, sent.message_id);
  return sent;
}

/** Removes the message beside the card, if there is one. */
export async function removeBeside({ api, services }: BotContext, draft: Draft): Promise<void> {
  const { id, chatId, sideMessageId } = draft;
  if (sideMessageId === null) return;
  await createNotes({ api, logger: services.logger }).remove(chatId, sideMessageId);
  await services.drafts.saveSideMessage(id, null);
}
