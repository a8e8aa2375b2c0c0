import { secondsUsed, shapeOf, templateOf, voiceOf } from '#root/bot/drafts/choices.js';
import type { Line } from '#root/bot/screens/screen.js';
import { bold, textsOf } from '#root/bot/screens/screen.js';
import type { Draft, DraftAttachment } from '#root/jobs/draft.js';
import { keyFor } from '#root/telegram/text-keys.js';
import type { Texts } from '#root/telegram/texts.js';

/** Returns the lines that say what is known: for whom, the occasion, voice, format and files. */
export function summary(draft: Draft): (Line | undefined)[] {
  const { to } = draft.content;
  const texts = textsOf(draft);
  const occasion = keyFor('occasion', templateOf(draft.content) ?? '');
  return [
    to === undefined ? undefined : bold(texts('card-to', { name: to })),
    occasion === undefined ? undefined : texts('card-occasion', { occasion: texts(occasion) }),
    choices(draft),
  ];
}

function choices(draft: Draft): string {
  const { attachments, music } = draft.content;
  const texts = textsOf(draft);
  const parts = [
    texts('card-voice', { voice: texts(`voice-${voiceOf(draft.content)}`) }),
    texts('card-format', { format: texts(`format-${shapeOf(draft.content)}`) }),
    ...(music === undefined ? [] : [describeMusic(texts, music)]),
    ...describeFiles(attachments),
  ];
  return parts.join(' · ');
}

function describeMusic(texts: Texts, music: string): string {
  const key = keyFor('occasion', music);
  return key === undefined ? texts('card-no-music') : texts('card-music', { music: texts(key) });
}

/** Returns the number of photos, and the duration of a recording: "📷 2", "🎙 0:12". */
export function describeFiles(attachments: readonly DraftAttachment[]): string[] {
  const photos = attachments.filter(({ kind }) => kind === 'photo').length;
  const recording = attachments.find(({ kind }) => kind !== 'photo');
  return [
    ...(photos === 0 ? [] : [`📷 ${photos}`]),
    ...(recording === undefined
      ? []
      : [`${recording.kind === 'animation' ? '🎞' : '🎙'} ${clock(secondsUsed(recording))}`.trim()]),
  ];
}

/** Returns a duration as players show it: 1:05. */
export function clock(seconds: number | undefined): string {
  if (seconds === undefined) return '';
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}
