import { engines } from '#root/tts/engines/index.js';
import type { Voice } from '#root/tts/speech-engine.js';

/** The voices that a greeting may name. Importing them loads no engine. */
export const voices: readonly Voice[] = Object.values(engines).flatMap((engine) => engine.voices);
