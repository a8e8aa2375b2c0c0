import type { EngineName } from '#root/config/speech.js';
import type { Config } from '#root/config.js';
import type { Logger } from '#root/logger.js';
import type { Ffmpeg } from '#root/media/ffmpeg.js';
import { edgeVoices } from '#root/tts/engines/edge/voices.js';
import { elevenlabsVoices, elevenlabsVoicesOf } from '#root/tts/engines/elevenlabs/voices.js';
import { espeakVoices } from '#root/tts/engines/espeak/voices.js';
import { fliteVoices } from '#root/tts/engines/flite/voices.js';
import { createEngineInstances, type EngineInstances } from '#root/tts/engines/instances.js';
import { openaiVoices, openaiVoicesOf } from '#root/tts/engines/openai/voices.js';
import { rhvoiceVoices } from '#root/tts/engines/rhvoice/voices.js';
import { saluteVoices } from '#root/tts/engines/salute/voices.js';
import { sherpaVoices } from '#root/tts/engines/sherpa/voices.js';
import { yandexVoices } from '#root/tts/engines/yandex/voices.js';
import type { SpeechEngine, Voice } from '#root/tts/speech-engine.js';

export interface EngineOptions {
  /** Variables of all engines. */
  speech: Config['speech'];
  /** Proxies through which services are called. */
  proxies: Config['proxies'];
  /** Number of lines spoken at once. */
  threads: number;
  /** Where engines that speak on this machine start. */
  instances: EngineInstances;
  ffmpeg: Ffmpeg;
  /** Folder for temporary files. */
  workDir: string;
  /** Time limit of a call to a service, in milliseconds. By default 30 s. */
  timeoutMs?: number;
  logger: Logger;
}

interface EngineEntry {
  /** Voices of the catalogue: those that the engine can speak with, once it has what it needs. */
  voices: readonly Voice[];
  /** Returns the voices that a variable names, if one may. */
  named?: (speech: Config['speech']) => readonly Voice[];
  /** Calls a second that a service allows, over all workers. A line takes about a second, so it also limits calls at once. */
  callsPerSecond?: number;
  create(options: EngineOptions): Promise<SpeechEngine>;
}

/** Engines by their names in TTS_ENGINES. An engine's code is loaded when the engine is created. */
export const engines: Record<EngineName, EngineEntry> = {
  rhvoice: {
    voices: rhvoiceVoices,
    create: async (options) => (await import('#root/tts/engines/rhvoice/engine.js')).createRhvoiceEngine(options),
  },
  flite: {
    voices: fliteVoices,
    create: async (options) => (await import('#root/tts/engines/flite/engine.js')).createFliteEngine(options),
  },
  espeak: {
    voices: espeakVoices,
    create: async (options) => (await import('#root/tts/engines/espeak/engine.js')).createEspeakEngine(options),
  },
  openai: {
    voices: openaiVoices,
    named: ({ openai }) => openaiVoicesOf(openai),
    create: async ({ speech, ...options }) =>
      (await import('#root/tts/engines/openai/engine.js')).createOpenaiEngine({ settings: speech.openai, ...options }),
  },
  elevenlabs: {
    voices: elevenlabsVoices,
    named: ({ elevenlabs }) => elevenlabsVoicesOf(elevenlabs),
    // The free plan allows two at once: https://help.elevenlabs.io/hc/en-us/articles/14312733311761
    callsPerSecond: 2,
    create: async ({ speech, ...options }) =>
      (await import('#root/tts/engines/elevenlabs/engine.js')).createElevenlabsEngine({
        settings: speech.elevenlabs,
        ...options,
      }),
  },
  yandex: {
    voices: yandexVoices,
    // https://yandex.cloud/en/docs/speechkit/concepts/limits
    callsPerSecond: 40,
    create: async ({ speech, ...options }) =>
      (await import('#root/tts/engines/yandex/engine.js')).createYandexEngine({ settings: speech.yandex, ...options }),
  },
  salute: {
    voices: saluteVoices,
    // Private persons may make five at once: https://developers.sber.ru/docs/ru/salutespeech/rest/salutespeech-rest-api
    callsPerSecond: 5,
    create: async ({ speech, ...options }) =>
      (await import('#root/tts/engines/salute/engine.js')).createSaluteEngine({ settings: speech.salute, ...options }),
  },
  edge: {
    voices: edgeVoices,
    create: async (options) => (await import('#root/tts/engines/edge/engine.js')).createEdgeEngine(options),
  },
  sherpa: {
    voices: sherpaVoices,
    create: async ({ speech, threads }) =>
      (await import('#root/tts/engines/sherpa/engine.js')).createSherpaEngine({
        dir: speech.voicesDir,
        // It loads a model for a second or more, which the others would end.
        instances: createEngineInstances(threads),
      }),
  },
};
