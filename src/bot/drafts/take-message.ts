import { isDeepStrictEqual } from 'node:util';
import type { MessageContext } from '#root/bot/context.js';
import { isEndedBy, noteEnd } from '#root/bot/drafts/end-of-path.js';
import { belongs, fill, isTaken } from '#root/bot/drafts/fill.js';
import { type Given, orderIn } from '#root/bot/drafts/given.js';
import { namedPress } from '#root/bot/drafts/named-press.js';
import { newDraft, withUnsureName } from '#root/bot/drafts/new-draft.js';
import { draftChat, isGroup, senderOf } from '#root/bot/drafts/place.js';
import { press } from '#root/bot/drafts/press.js';
import { type Draft, type DraftContent, storable } from '#root/jobs/draft.js';

/** What became of a message. */
export interface Taken {
  draft: Draft;
  /** Whether it adds something to the draft. */
  isAnswer: boolean;
  /** Whether it answers the last question of those that a person is led through. */
  isEndOfPath: boolean;
}

/** The draft that a message goes to, or else its place among the drafts that the message begins. */
export interface Target {
  draft?: Draft | undefined;
  part?: number | undefined;
}

/**
 * Returns the draft that the message belongs to, or undefined: the one that it has filled already, that has the rest of
 * its album, whose question it answers, or that the person has open.
 */
export async function findDraft(context: MessageContext, given: Given): Promise<Draft | undefined> {
  const { msg, album, services } = context;
  const chat = draftChat(context);
  const { filled, ofAlbum, answered, open } = await services.drafts.findForMessage(chat, {
    messageId: given.messageId,
    albumId: album.id,
    answered: msg.reply_to_message?.message_id,
    ownerId: senderOf(msg) ?? '',
  });
  if (filled !== undefined || ofAlbum !== undefined) return filled ?? ofAlbum;
  if (answered?.orderedAt === null && belongs(answered.content, given)) return answered;
  return open !== undefined && !isGroup(chat) && belongs(open.content, given) ? open : undefined;
}

/** Puts what a message gives into a draft. A message that is taken twice adds nothing. */
export async function takeMessage(context: MessageContext, given: Given, { draft, part }: Target = {}): Promise<Taken> {
  const { drafts } = context.services;
  if (draft === undefined) {
    const begun = newDraft(context, {}, part);
    const content = withUnsureName(begun, fill(storable(begun.content), given), unsureNameIn(given));
    return { draft: await drafts.create({ ...begun, content }), isAnswer: true, isEndOfPath: false };
  }
  // A change would raise the revision, and an order that is handled twice would be two.
  if (isTaken(draft.content, given))
    return { draft, isAnswer: true, isEndOfPath: isEndedBy(draft.content, context.update) };
  const content = noteEnd(draft.content, fillOpen(draft, given), context.update);
  const changed = await drafts.change({ ...draft, language: context.language }, content);
  if (changed === undefined) return takeMessage(context, given, { part });
  const { messages } = draft.content;
  return {
    draft: changed.draft,
    isAnswer: !isDeepStrictEqual(storable({ ...content, messages }), draft.content),
    isEndOfPath: isEndedBy(content, context.update),
  };
}

/** Fills a draft that is open. The answer to a question of the bot in a group is not in doubt. */
function fillOpen(draft: Draft, given: Given): DraftContent {
  const picked = pick(draft, given);
  if (picked !== undefined) return picked;
  const filled = fill(draft.content, given);
  const { to, isNameCertain } = orderIn(given) ?? {};
  const isNamed = filled.to !== draft.content.to || (to === filled.to && isNameCertain === true);
  return isNamed ? { ...filled, unsureName: isGroup(draft) ? undefined : unsureNameIn(given) } : filled;
}

/** Returns the content after a message that names a button in place of pressing it. A group sees no words to pick. */
function pick(draft: Draft, { words = '', files, messageId }: Given): DraftContent | undefined {
  const named = files.length > 0 ? undefined : namedPress(draft.content, words);
  const isSeen = named?.action !== 'w' || !isGroup(draft);
  const picked = named && isSeen ? press(draft, named) : undefined;
  const fills = named?.action === 'w' ? 'text' : 'all';
  return picked && { ...picked, messages: [...picked.messages, { id: messageId, fills }] };
}

function unsureNameIn(given: Given): string | undefined {
  const order = orderIn(given);
  return order?.isNameCertain === false ? order.to : undefined;
}
