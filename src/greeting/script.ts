import { z } from 'zod';
import { splitIntoLines } from '#root/greeting/lines.js';
import type { GreetingSpec } from '#root/greeting/spec.js';

export const sceneKinds = ['title', 'line', 'closing'] as const;

const sceneSchema = z.object({
  kind: z.enum(sceneKinds),
  text: z.string(),
  /** The voice of the scene: synthetic, the user's own recording, or none. */
  voice: z.enum(['synthetic', 'recording', 'none']),
  /** Keys of the photos that are shown in the scene, one after the other. Without any, it shows the template. */
  photos: z.array(z.string()).readonly(),
  /** Key of the clip that is shown in the scene, and its duration. The scene takes at least as long. */
  clipKey: z.string().optional(),
  clipDurationMs: z.number().optional(),
});

/** A part of the video with one line of text. */
export type Scene = z.infer<typeof sceneSchema>;

/** The scenes of a greeting, as its VideoJob row stores them. */
export const scriptSchema = z.array(sceneSchema).min(1);

type Content = Pick<GreetingSpec, 'to' | 'text' | 'language'> &
  Partial<Pick<GreetingSpec, 'photos' | 'recording' | 'clip'>>;

const closings: Record<GreetingSpec['language'], string> = {
  ru: 'С наилучшими пожеланиями!',
  en: 'With all our best wishes!',
};

/**
 * Turns a greeting into its scenes: the title with the name, one scene per spoken line or one for the whole recording or
 * clip, and the closing. Photos are spread over the lines.
 */
export function buildScript({ to, text, language, photos = [], recording, clip }: Content): Scene[] {
  const voice = recording === undefined ? 'synthetic' : 'none';
  return [
    { kind: 'title', text: to, voice, photos: [] },
    ...lines({ text, language, photos, recording, clip }),
    { kind: 'closing', text: closings[language], voice, photos: [] },
  ];
}

function lines({
  text,
  language,
  photos,
  recording,
  clip,
}: Omit<Content, 'to'> & { photos: readonly string[] }): Scene[] {
  if (recording !== undefined) {
    const { clipKey, clipDurationMs } = recording;
    return wholeText({ text, voice: 'recording', photos, clipKey, clipDurationMs });
  }
  if (clip !== undefined) {
    return wholeText({ text, voice: 'synthetic', photos, clipKey: clip.key, clipDurationMs: clip.durationMs });
  }
  return spokenLines(text, language, photos);
}

function spokenLines(text: string, language: string, photos: readonly string[]): Scene[] {
  const lines = splitIntoLines(text, language);
  const lineOf = (photo: number) => Math.floor((photo * lines.length) / photos.length);
  return lines.map((line, index) => ({
    kind: 'line',
    text: line,
    voice: 'synthetic',
    photos: photos.filter((_, photo) => lineOf(photo) === index),
  }));
}

/** Returns one scene for the whole text. A clip fills it, so the photos get a scene after it. */
function wholeText({ photos, clipKey, clipDurationMs, ...line }: Omit<Scene, 'kind'>): Scene[] {
  if (clipKey === undefined) return [{ kind: 'line', ...line, photos }];
  const clip: Scene = { kind: 'line', ...line, photos: [], clipKey, clipDurationMs };
  return photos.length === 0 ? [clip] : [clip, { kind: 'line', text: '', voice: 'none', photos }];
}
