import { type Draft, type DraftContent, storable } from '#root/jobs/draft.js';

/** Returns the row of a draft with this content. */
export function draftOf(content: Partial<DraftContent> = {}, changed: Partial<Draft> = {}): Draft {
  const now = new Date();
  return {
    id: '7fK2qX9aBcD',
    botId: '123',
    ownerId: '7',
    chatId: '7',
    messageThreadId: null,
    cardMessageId: null,
    isCardCovered: false,
    sideMessageId: null,
    orderMessageId: null,
    part: 0,
    sourceId: null,
    language: 'ru',
    rev: 3,
    orderedAt: null,
    createdAt: now,
    updatedAt: now,
    expiresAt: now,
    content: storable(content),
    ...changed,
  };
}
