import type { InlineKeyboardButton } from 'grammy/types';
import { isOneChange } from '#root/bot/drafts/choices.js';
import { textsOf } from '#root/bot/screens/screen.js';
import type { Draft } from '#root/jobs/draft.js';
import { encodeCallback } from '#root/telegram/callback-data.js';

/** What a button of a draft does. `c` goes back, `s` skips a question, `v?` plays a voice, `o?` shows the designs. */
export type DraftAction = 'go' | 'n' | 'w' | 'o' | 'v' | 'f' | 'm' | 'a' | 'b' | 'x' | 'c' | 's' | 'v?' | 'o?';

type Style = NonNullable<InlineKeyboardButton['style']>;

export interface ButtonOptions {
  value?: string;
  style?: Style;
}

/** Returns a button of this revision of a draft. */
export function button(
  { id, rev }: Draft,
  text: string,
  action: DraftAction,
  { value, style }: ButtonOptions = {},
): InlineKeyboardButton {
  const data = encodeCallback({ kind: 'draft', id, revision: rev, action, value });
  return { text, callback_data: data, ...(style === undefined ? {} : { style }) };
}

/** Returns a button for each value of a choice, the chosen one marked, a few in a row. */
export function choice(
  draft: Draft,
  action: DraftAction,
  options: readonly { value: string; text: string; isChosen: boolean }[],
  inRow = 2,
): InlineKeyboardButton[][] {
  const buttons = options.map(({ value, text, isChosen }) =>
    button(draft, isChosen ? `✅ ${text}` : text, action, { value }),
  );
  return inRows(buttons, inRow);
}

/**
 * Returns the last row of a question: back, and for a person who is led also skip and cancel. A single change can only be
 * cancelled.
 */
export function wayOut(draft: Draft, { mayGoBack = true } = {}): InlineKeyboardButton[] {
  const texts = textsOf(draft);
  if (isOneChange(draft)) return [button(draft, texts('button-cancel'), 'x')];
  const back = mayGoBack ? [button(draft, texts('button-back'), 'c')] : [];
  if (!draft.content.isLed) return back;
  const cancel = button(draft, texts('button-cancel'), 'x');
  return [...back, button(draft, texts('button-skip'), 's'), cancel];
}

/** Returns the items in rows of this length. */
export function inRows<T>(items: readonly T[], inRow: number): T[][] {
  const rows = Math.ceil(items.length / inRow);
  return Array.from({ length: rows }, (_, row) => items.slice(row * inRow, (row + 1) * inRow));
}
