import type { MessageEntity } from 'grammy/types';
import type { Draft } from '#root/jobs/draft.js';
import type { NoteContent } from '#root/telegram/notes.js';
import { textsIn } from '#root/telegram/texts.js';

/** What a message of the bot shows. */
export type Screen = Required<NoteContent>;

/** A line of text, plain or formatted. */
export type Line = string | { text: string; type: 'bold' | 'blockquote' | 'expandable_blockquote' };

// Longer words fold up, so that the buttons stay in sight.
const LONG_QUOTE = 300;
// With all other lines it fits into a message of 4,096 characters.
const MAX_QUOTE = 3_000;

/**
 * Joins lines, those that are undefined left out. A person's words are formatted by their place and length, so nothing in
 * them can change the format of the rest.
 */
export function compose(lines: readonly (Line | undefined)[]): Pick<Screen, 'text' | 'entities'> {
  const entities: MessageEntity[] = [];
  let text = '';
  for (const line of lines) {
    if (line === undefined) continue;
    if (text !== '') text += '\n';
    const content = typeof line === 'string' ? line : line.text;
    if (typeof line !== 'string') entities.push({ type: line.type, offset: text.length, length: content.length });
    text += content;
  }
  return { text, entities };
}

/** Returns a screen below a line in bold. */
export function withRemark({ text, entities, keyboard }: Screen, remark: string): Screen {
  const head = compose([bold(remark), '', '']);
  const moved = entities.map((entity) => ({ ...entity, offset: entity.offset + head.text.length }));
  return { text: head.text + text, entities: [...(head.entities ?? []), ...moved], keyboard };
}

/** Returns a line in bold. */
export function bold(text: string): Line {
  return { text, type: 'bold' };
}

/** Returns a person's words as a quotation. */
export function quote(words: string): Line {
  const text = words.length > MAX_QUOTE ? `${words.slice(0, MAX_QUOTE)}…` : words;
  return { text, type: text.length > LONG_QUOTE ? 'expandable_blockquote' : 'blockquote' };
}

/** Returns the texts in the language of a draft. */
export function textsOf({ language }: Draft) {
  return textsIn(language);
}
