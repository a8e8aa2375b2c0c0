import { expect } from 'vitest';
import type { Draft } from '#root/jobs/draft.js';
import { textKeys } from '#root/telegram/text-keys.js';
import { type ChatLanguage, textsIn } from '#root/telegram/texts.js';
import type { LedgerMessage } from '../bot-api/ledger.js';

const CARD = /^d:([\w-]{11}):(\d+):/;
const RAW = /\{ ?\$|undefined|null|NaN|\[object|Error/;
// What a text has in both languages, and the name of the person who pressed a button.
const SHARED =
  /^📎 Test|English|Русский|На каком языке говорим\?|Which language shall we speak\?|Telegram|\.txt|\.csv|https?\S*|\/\w+/g;
const keys = Object.keys(textKeys).filter((key) => key.includes('-'));

/** Fails if a text is in another language than the person's, or shows what is meant for programs. */
export function checkTexts(texts: readonly string[], language: ChatLanguage): void {
  for (const text of texts) {
    const own = text.replace(SHARED, '');
    expect(own, 'language').not.toMatch(language === 'en' ? /\p{Script=Cyrillic}/u : /[a-z]{2,}/i);
    expect(text, 'raw').not.toMatch(RAW);
    expect(keys.filter((key) => text.includes(key))).toEqual([]);
  }
}

/**
 * Fails if a card shows another state of its draft than the stored one, asks for what is known, or is left over from a
 * draft that is gone.
 */
export function checkCards(messages: readonly LedgerMessage[], drafts: readonly Draft[], language: ChatLanguage): void {
  const texts = textsIn(language);
  for (const { messageId, text = '', buttons = [] } of messages) {
    const [, id, rev] = buttons.map(({ data = '' }) => CARD.exec(data)).find((found) => found !== null) ?? [];
    if (id === undefined) continue;
    const draft = drafts.find((each) => each.id === id);
    expect(draft, `draft of the card "${text}"`).toBeDefined();
    // It becomes the status message.
    if (draft === undefined || draft.orderedAt !== null) continue;
    expect([draft.cardMessageId, draft.rev], text).toEqual([messageId, Number(rev)]);
    const { to, text: words, screen } = draft.content;
    if (to !== undefined && screen !== 'to') expect(text).not.toContain(texts('ask-name'));
    if (words !== undefined && screen !== 'words') expect(text).not.toContain(texts('ask-words'));
  }
}
