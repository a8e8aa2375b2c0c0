import { isDeepStrictEqual } from 'node:util';
import { Composer } from 'grammy';
import type { BotContext } from '#root/bot/context.js';
import { askInReply } from '#root/bot/drafts/ask-in-reply.js';
import { isReady } from '#root/bot/drafts/choices.js';
import { discardDraft } from '#root/bot/drafts/discard.js';
import { refill } from '#root/bot/drafts/fill.js';
import { givenFor } from '#root/bot/drafts/given.js';
import { orderDraft } from '#root/bot/drafts/order-draft.js';
import { draftChat, isGroup } from '#root/bot/drafts/place.js';
import { readGiven } from '#root/bot/drafts/read-given.js';
import { requestKeyOf } from '#root/bot/drafts/request-key.js';
import { showDraft } from '#root/bot/drafts/show.js';
import { type Draft, type DraftContent, storable } from '#root/jobs/draft.js';

/**
 * Changes the drafts that an edited message has filled. One that is ordered is ordered anew if the greeting is not being made
 * yet. Else the person is asked.
 */
export const followEdits = new Composer<BotContext>();

followEdits.on('edited_message', async (context) => {
  const { services, editedMessage, me } = context;
  const drafts = await services.drafts.findAllByMessage(draftChat(context), editedMessage.message_id);
  const given = readGiven([editedMessage], me);
  for (const draft of drafts) {
    const ofPart = givenFor(given, draft.part);
    if (ofPart !== undefined) await follow(context, draft, refill(draft.content, ofPart));
  }
});

async function follow(context: BotContext, draft: Draft, content: DraftContent): Promise<void> {
  const { drafts } = context.services;
  if (draft.orderedAt !== null) return followOrdered(context, draft, content);
  const changed = await drafts.change(draft, content);
  if (changed === undefined) return;
  if (changed.draft.content.replaces !== undefined) await settle(context, changed.draft);
  // Of the drafts in a group, only a list has a card.
  else if (!isGroup(draft) || changed.draft.content.names !== undefined) await showDraft(context, changed.draft);
}

async function followOrdered(context: BotContext, draft: Draft, content: DraftContent): Promise<void> {
  const { drafts, videoJobs } = context.services;
  const { replaces } = draft.content;
  if (isDeepStrictEqual(storable(content), draft.content)) {
    // Telegram reports edits that change no words. The process may also have died before the greeting was replaced.
    return replaces === undefined ? undefined : orderDraft(context, draft);
  }
  const ordered = await videoJobs.findByRequest(requestKeyOf(draft));
  if (ordered === undefined) return;
  const { botId, chatId, ownerId, messageThreadId, part } = draft;
  const edited = await drafts.createCopy({
    ...{ botId, chatId, ownerId, messageThreadId, part },
    orderMessageId: null,
    sourceId: ordered.id,
    language: context.language,
    content: { ...content, screen: 'redo', isLed: false, replaces: ordered.id },
  });
  await settle(context, edited);
}

/** Orders the edited greeting in place of one that is not being made yet, or asks. */
async function settle(context: BotContext, edited: Draft): Promise<void> {
  const { replaces = '' } = edited.content;
  const earlier = await context.services.videoJobs.find(replaces);
  if (earlier === undefined || earlier.status === 'CANCELLED') await discardDraft(context, edited);
  else if (earlier.status === 'QUEUED' && isReady(edited.content)) await orderDraft(context, edited);
  else if (isGroup(edited) && !isReady(edited.content)) await askInReply(context, edited);
  else await showDraft(context, edited);
}
