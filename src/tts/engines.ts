import type { SpeechEngine } from '#root/tts/engine.js';
import { createEspeakEngine } from '#root/tts/espeak.js';

export interface EngineOptions {
  /** Lines spoken at once. */
  threads: number;
}

const engines = {
  espeak: createEspeakEngine,
} satisfies Record<string, (options: EngineOptions) => SpeechEngine>;

/** Returns the engine that TTS_ENGINE names. Nothing is loaded until it speaks. */
export function createEngine(name: keyof typeof engines, options: EngineOptions): SpeechEngine {
  return engines[name](options);
}
