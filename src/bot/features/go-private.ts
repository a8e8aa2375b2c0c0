import { Composer } from 'grammy';
import type { BotContext } from '#root/bot/context.js';
import { readPrivatePayload } from '#root/bot/drafts/ask-in-reply.js';
import { newDraft } from '#root/bot/drafts/new-draft.js';
import { showDraft } from '#root/bot/drafts/show.js';

/** /start with the link of a question in a group: goes on with the person's draft in the private chat. */
export const goPrivate = new Composer<BotContext>();

goPrivate.chatType('private').command('start', async (context, next) => {
  const { drafts } = context.services;
  const id = readPrivatePayload(context.match);
  const draft = id === undefined ? undefined : await drafts.find(id);
  if (draft?.ownerId !== String(context.from.id) || draft.orderedAt !== null) return next();
  // The ids of the messages hold in the group only.
  const content = { ...draft.content, messages: [] };
  await showDraft(context, await drafts.create(newDraft(context, content)));
});
