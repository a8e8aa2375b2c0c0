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
  /** Key of the clip that is shown in the scene. */
  clipKey: z.string().optional(),
});

/** A part of the video with one line of text. */
export type Scene = z.infer<typeof sceneSchema>;

/** The scenes of a greeting, as its VideoJob row stores them. */
export const scriptSchema = z.array(sceneSchema).min(1);

type Content = Pick<GreetingSpec, 'to' | 'text' | 'language'> & Partial<Pick<GreetingSpec, 'photos' | 'recording'>>;

const closings: Record<GreetingSpec['language'], string> = {
  ru: 'С наилучшими пожеланиями!',
  en: 'With all our best wishes!',
};

/**
 * Turns a greeting into its scenes: the title with the name, one scene per spoken line or one for the whole recording,
 * and the closing. Photos are spread over the lines.
 */
export function buildScript({ to, text, language, photos = [], recording }: Content): Scene[] {
  const voice = recording === undefined ? 'synthetic' : 'none';
  const lines = recording === undefined ? spokenLines(text, language, photos) : recordedLines(text, photos, recording);
  return [
    { kind: 'title', text: to, voice, photos: [] },
    ...lines,
    { kind: 'closing', text: closings[language], voice, photos: [] },
  ];
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

/** A clip fills its own scene, so the photos get a scene after it. */
function recordedLines(
  text: string,
  photos: readonly string[],
  { clipKey }: NonNullable<Content['recording']>,
): Scene[] {
  const line = { kind: 'line' as const, text, voice: 'recording' as const };
  if (clipKey === undefined) return [{ ...line, photos }];
  const clip: Scene = { ...line, photos: [], clipKey };
  return photos.length === 0 ? [clip] : [clip, { kind: 'line', text: '', voice: 'none', photos }];
}
