import type { Config } from '#root/config.js';
import { espeakVoices } from '#root/tts/engines/espeak/voices.js';
import type { SpeechEngine, Voice } from '#root/tts/speech-engine.js';

export interface EngineOptions {
  /** Number of lines spoken at once. */
  threads: number;
}

interface EngineEntry {
  voices: readonly Voice[];
  create(options: EngineOptions): Promise<SpeechEngine>;
}

/** Engines by their names in TTS_ENGINE. An engine's code is loaded when the engine is created. */
export const engines: Record<Config['ttsEngine'], EngineEntry> = {
  espeak: {
    voices: espeakVoices,
    create: async (options) => (await import('#root/tts/engines/espeak/engine.js')).createEspeakEngine(options),
  },
};

/** Loads and returns the engine that TTS_ENGINE names. */
export function createEngine(name: Config['ttsEngine'], options: EngineOptions): Promise<SpeechEngine> {
  return engines[name].create(options);
}
