import type { GreetingSpec } from '#root/greeting/spec.js';
import type { DraftContent, StoredFile } from '#root/jobs/draft.js';

/** Returns what makes the same greeting again. Words that name the person leave that place for another name. */
export function copyOf(spec: GreetingSpec): Partial<DraftContent> {
  const { to, sayAs, text, language, template, format, isVideoNote, music, voice } = spec;
  const placeholder = language === 'ru' ? '{имя}' : '{name}';
  return {
    to,
    sayAs,
    text: text === '' ? undefined : text.replace(wordsOfName(to), placeholder),
    template,
    format,
    isVideoNote,
    music,
    voice: voice.endsWith('-male') ? 'male' : 'female',
    attachments: filesOf(spec),
  };
}

/** Returns whether words still speak to the person in another form of the name: "Анну". */
export function namesInOtherForm({ to = '', text = '' }: Partial<DraftContent>): boolean {
  const stems = (to.match(/\p{L}{3,}/gu) ?? []).map((word) => word.replace(/[аяоеёьйиыуюэ]$/iu, ''));
  return stems.some((stem) => new RegExp(`(?<!\\p{L})${stem}\\p{L}{0,3}(?!\\p{L})`, 'u').test(text));
}

function wordsOfName(name: string): RegExp {
  const literal = name.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&');
  return new RegExp(`(?<![\\p{L}\\p{N}-])${literal}(?![\\p{L}\\p{N}-])`, 'gu');
}

function filesOf({ photos, recording, clip }: GreetingSpec): StoredFile[] {
  return [
    ...photos.map((key) => ({ kind: 'photo' as const, stored: { photos: [key] } })),
    ...(recording === undefined
      ? []
      : [{ kind: 'recording' as const, seconds: seconds(recording), stored: { photos: [], recording } }]),
    ...(clip === undefined
      ? []
      : [{ kind: 'animation' as const, seconds: seconds(clip), stored: { photos: [], clip } }]),
  ];
}

function seconds({ durationMs }: { durationMs: number }): number {
  return Math.round(durationMs / 1_000);
}
