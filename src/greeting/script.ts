import type { GreetingSpec } from '#root/greeting/spec.js';

/** A stretch of the video with one spoken line of text. */
export interface Scene {
  kind: 'title' | 'line' | 'closing';
  text: string;
}

const closings: Record<GreetingSpec['language'], string> = {
  ru: 'С наилучшими пожеланиями!',
  en: 'With all our best wishes!',
};

// Two lines of caption hold about this many characters in the narrowest format.
const SCENE_CHARACTERS = 90;

/** Turns a greeting into its scenes: the title with the name, one scene for each spoken line, the closing. */
export function buildScript(spec: GreetingSpec): Scene[] {
  return [
    { kind: 'title', text: spec.to },
    ...splitLines(spec.text).map((text) => ({ kind: 'line' as const, text })),
    { kind: 'closing', text: closings[spec.language] },
  ];
}

function splitLines(text: string): string[] {
  throw new Error(text + SCENE_CHARACTERS);
}
