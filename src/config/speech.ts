import { z } from 'zod';
import type { Values } from '#root/config/kinds.js';

/** Engines that TTS_ENGINES may name. */
const engineNames = ['espeak'] as const;

export type EngineName = (typeof engineNames)[number];

export const speechVariables = {
  TTS_ENGINES: z
    .string()
    .transform((names) => names.split(',').map((name) => name.trim()))
    .pipe(z.array(z.enum(engineNames)))
    .default(['espeak']),
};

export function toSpeech(env: Values<typeof speechVariables>) {
  return {
    /** Names of the engines, the first choice first. */
    engines: env.TTS_ENGINES,
  };
}
