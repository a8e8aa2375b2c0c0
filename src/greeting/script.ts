import { splitIntoLines } from '#root/greeting/lines.js';
import type { GreetingSpec } from '#root/greeting/spec.js';

export const sceneKinds = ['title', 'line', 'closing'] as const;

export type SceneKind = (typeof sceneKinds)[number];

/** A stretch of the video with one spoken line of text. */
export interface Scene {
  kind: SceneKind;
  text: string;
}

const closings: Record<GreetingSpec['language'], string> = {
  ru: 'С наилучшими пожеланиями!',
  en: 'With all our best wishes!',
};

/** Turns a greeting into its scenes: the title with the name, one scene for each spoken line, the closing. */
export function buildScript(spec: Pick<GreetingSpec, 'to' | 'text' | 'language'>): Scene[] {
  return [
    { kind: 'title', text: spec.to },
    ...splitIntoLines(spec.text, spec.language).map((text) => ({ kind: 'line' as const, text })),
    { kind: 'closing', text: closings[spec.language] },
  ];
}
