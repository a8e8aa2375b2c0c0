import type { InlineKeyboardButton } from 'grammy/types';
import { inRows } from '#root/bot/screens/buttons.js';
import { compose, type Screen } from '#root/bot/screens/screen.js';
import { graphemes } from '#root/greeting/graphemes.js';
import { encodeCallback } from '#root/telegram/callback-data.js';
import { type ChatLanguage, type Texts, textsIn } from '#root/telegram/texts.js';

/** A greeting that is being made, or that was cancelled just now. */
export interface StatusLine {
  id: string;
  /** Who is greeted, or null if it is not known. */
  name: string | null;
  state:
    | { is: 'waiting'; place: number | undefined; seconds: number | undefined }
    | { is: 'speaking' }
    | { is: 'drawing'; percent: number | undefined }
    | { is: 'sending' }
    | { is: 'cancelled' };
}

export interface StatusView {
  language: ChatLanguage;
  lines: StatusLine[];
  /** What a person who waits should know: it takes long, or nobody works. */
  notice?: 'slow' | 'closed' | undefined;
}

type Action = 'x' | 'u';

// The message and its buttons stay on one screen of a phone.
const MAX_LINES = 10;
const MAX_LABEL = 24;
const LONG_SECONDS = 90;
const SECONDS_STEP = 5;

/** Returns the status message of a chat: a line and a button for each greeting. */
export function statusScreen({ language, lines, notice }: StatusView): Screen {
  const texts = textsIn(language);
  const open = lines.filter(({ state }) => state.is !== 'cancelled');
  const cancelled = lines.filter(({ state }) => state.is === 'cancelled');
  const shown = [...open, ...cancelled].slice(0, MAX_LINES);
  const more = lines.length - shown.length;
  const content = compose([
    ...shown.map((line) => lineText(line, language)),
    more === 0 ? undefined : texts('status-more', { count: more }),
    ...(notice === undefined || open.length === 0 ? [] : ['', texts(`status-${notice}`)]),
  ]);
  const keyboard = [...cancelButtons(open, shown, texts), ...undoButtons(cancelled, shown, texts)];
  return { ...content, keyboard };
}

function lineText({ name, state }: StatusLine, language: ChatLanguage): string {
  const texts = textsIn(language);
  const of = { name: name ?? texts('status-unnamed') };
  switch (state.is) {
    case 'waiting':
      return waitingText(of, state, language);
    case 'speaking':
      return texts('status-speaking', of);
    case 'drawing':
      if (state.percent === undefined) return texts('status-drawing', of);
      return texts('status-drawing-percent', { ...of, percent: state.percent });
    case 'sending':
      return texts('status-sending', of);
    case 'cancelled':
      return texts('cancelled', of);
  }
}

function waitingText(
  of: { name: string },
  { place, seconds }: Extract<StatusLine['state'], { is: 'waiting' }>,
  language: ChatLanguage,
): string {
  const texts = textsIn(language);
  if (place === undefined) return texts('status-waiting', of);
  const ending = new Intl.PluralRules(language, { type: 'ordinal' }).select(place);
  const at = { ...of, place: texts('ordinal', { number: place, ending }) };
  return seconds === undefined
    ? texts('status-waiting-at', at)
    : texts('status-waiting-time', { ...at, time: timeText(seconds, texts) });
}

/** Returns a time as people say it: "≈ 20 s", "≈ 3 min". */
function timeText(seconds: number, texts: Texts): string {
  if (seconds >= LONG_SECONDS) return texts('about-minutes', { minutes: Math.round(seconds / 60) });
  const rounded = Math.max(SECONDS_STEP, Math.round(seconds / SECONDS_STEP) * SECONDS_STEP);
  return texts('about-seconds', { seconds: rounded });
}

function cancelButtons(open: StatusLine[], shown: StatusLine[], texts: Texts): InlineKeyboardButton[][] {
  const each = open
    .filter((line) => shown.includes(line))
    .map(({ id, name }) => button(texts('cancel-one', { name: label(name, texts) }), id, 'x'));
  return [...inRows(each, 2), ...(open.length > 1 ? [[button(texts('cancel-all'), '*', 'x')]] : [])];
}

function undoButtons(cancelled: StatusLine[], shown: StatusLine[], texts: Texts): InlineKeyboardButton[][] {
  const [only, ...others] = cancelled;
  if (only === undefined) return [];
  if (others.length === 0 && shown.includes(only)) return [[button(texts('undo'), only.id, 'u')]];
  const each = cancelled
    .filter((line) => shown.includes(line))
    .map(({ id, name }) => button(texts('undo-one', { name: label(name, texts) }), id, 'u'));
  return [...inRows(each, 2), [button(texts('undo-all'), '*', 'u')]];
}

function label(name: string | null, texts: Texts): string {
  const characters = graphemes(name ?? texts('status-unnamed'));
  return characters.length > MAX_LABEL ? `${characters.slice(0, MAX_LABEL - 1).join('')}…` : characters.join('');
}

function button(text: string, id: string, action: Action): InlineKeyboardButton {
  return { text, callback_data: encodeCallback({ kind: 'greeting', id, action }) };
}
