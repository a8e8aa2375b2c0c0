import type { EngineName } from '#root/config/speech.js';
import type { Config } from '#root/config.js';
import type { Logger } from '#root/logger.js';
import { espeakVoices } from '#root/tts/engines/espeak/voices.js';
import type { SpeechEngine, Voice } from '#root/tts/speech-engine.js';

export interface EngineOptions {
  /** Variables of all engines. */
  speech: Config['speech'];
  /** Number of lines spoken at once. */
  threads: number;
  logger: Logger;
}

interface EngineEntry {
  /** Voices of the catalogue: those that the engine can speak with, once it has what it needs. */
  voices: readonly Voice[];
  create(options: EngineOptions): Promise<SpeechEngine>;
}

/** Engines by their names in TTS_ENGINES. An engine's code is loaded when the engine is created. */
export const engines: Record<EngineName, EngineEntry> = {
  espeak: {
    voices: espeakVoices,
    create: async (options) => (await import('#root/tts/engines/espeak/engine.js')).createEspeakEngine(options),
  },
};
