import type { InlineKeyboardButton } from 'grammy/types';
import { photosOf, recordingOf } from '#root/bot/drafts/choices.js';
import { limits } from '#root/bot/limits.js';
import { button, type DraftAction } from '#root/bot/screens/buttons.js';
import { bold, type Line, textsOf } from '#root/bot/screens/screen.js';
import { MAX_PHOTOS } from '#root/greeting/spec.js';
import type { Draft } from '#root/jobs/draft.js';
import { keyFor, type TextKey } from '#root/telegram/text-keys.js';

/** Returns the rows of buttons that lead to the parts of a draft, without the part that the screen asks about. */
export function partButtons(draft: Draft, asked?: DraftAction): InlineKeyboardButton[][] {
  const texts = textsOf(draft);
  const ofPart = (
    key: Exclude<TextKey & `button-${string}`, 'button-make-many'>,
    action: DraftAction,
    isShown = true,
  ) => (isShown && action !== asked ? [button(draft, texts(key), action)] : []);
  const hasOwnVoice = recordingOf(draft.content)?.kind === 'recording';
  const { names } = draft.content;
  const name = names === undefined ? ofPart('button-name', 'n') : ofPart('button-list', 'b');
  const hasOwnWords = names?.people.every(({ text }) => text !== undefined) === true;
  return [
    [...name, ...ofPart('button-words', 'w', !hasOwnWords), ...ofPart('button-occasion', 'o')],
    [...ofPart('button-voice', 'v', !hasOwnVoice), ...ofPart('button-format', 'f'), ...ofPart('button-music', 'm')],
    [
      ...ofPart('button-files', 'a', draft.content.attachments.length > 0),
      ...ofPart('button-several', 'b', names === undefined),
      button(draft, texts('button-discard'), 'x', { style: 'danger' }),
    ],
  ];
}

/** Returns what the person should know first: why the draft was refused, and which photos are left out. */
export function remarks(draft: Draft): Line[] {
  const { content } = draft;
  const texts = textsOf(draft);
  const key = content.problem === undefined ? undefined : keyFor('input', content.problem);
  const photos = photosOf(content).length;
  const refused = key === undefined ? [] : [bold(texts(key, limits)), ''];
  const leftOut = photos > MAX_PHOTOS ? [bold(texts('photos-left-out', { photos, photosMax: MAX_PHOTOS })), ''] : [];
  return [...refused, ...leftOut];
}
