import type { BotContext, MessageContext } from '#root/bot/context.js';
import { draftChat, senderOf } from '#root/bot/drafts/place.js';
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

/** Discards the draft that the sender has open if nothing is in it yet but an occasion, because another one begins. */
export async function discardEmpty(context: MessageContext): Promise<void> {
  const draft = await context.services.drafts.findOpen(draftChat(context), senderOf(context.msg) ?? '');
  if (draft === undefined || draft.orderMessageId === context.msg.message_id) return;
  const { to, names, text, attachments } = draft.content;
  const isEmpty = to === undefined && names === undefined && text === undefined && attachments.length === 0;
  if (isEmpty) await discardDraft(context, draft);
}
