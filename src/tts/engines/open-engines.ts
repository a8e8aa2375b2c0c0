import type { EngineName } from '#root/config/speech.js';
import { type EngineOptions, engines } from '#root/tts/engines/index.js';
import type { SpeechEngine } from '#root/tts/speech-engine.js';

export interface OpenEngine {
  name: EngineName;
  engine: SpeechEngine;
}

/** Creates the engines that TTS_ENGINES names, in its order, and logs what those lack that cannot speak. */
export async function openEngines(options: EngineOptions): Promise<OpenEngine[]> {
  const { speech, logger } = options;
  return Promise.all(
    speech.engines.map(async (name) => {
      const engine = await engines[name].create(options);
      const { missing } = await engine.availability();
      if (missing !== undefined) logger.warn('speech engine passed by', { engine: name, missing });
      return { name, engine };
    }),
  );
}
