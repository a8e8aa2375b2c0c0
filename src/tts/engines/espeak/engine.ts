import { AbortedError, StepError } from '#root/errors.js';
import { timeoutSignal } from '#root/process/timeout-signal.js';
import { type EspeakText, espeakText } from '#root/tts/engines/espeak/spoken-text.js';
import { type EspeakSettings, type EspeakVoice, espeakVoices } from '#root/tts/engines/espeak/voices.js';
import type { EngineInstances } from '#root/tts/engines/instances.js';
import { startThread } from '#root/tts/engines/start-thread.js';
import type { SpeechEngine, Voice } from '#root/tts/speech-engine.js';
import type { EspeakOrder, EspeakResult } from './thread.js';

// A line of 1,000 characters takes one second. A call that takes longer than this limit hangs.
const TIMEOUT_MS = 60_000;
const ENGINE = 'espeak';
const FILE = new URL('./thread.js', import.meta.url);
const KIND = {
  engine: ENGINE,
  // One thread is enough: it speaks 50 times as fast as people, and takes 60 MB.
  users: Number.POSITIVE_INFINITY,
  start: () => startThread<EspeakOrder, EspeakResult>(FILE, 'synthesise'),
};

/** Creates an engine that runs espeak-ng as WebAssembly in a worker thread. It runs anywhere and sounds robotic. */
export function createEspeakEngine({ instances }: { instances: EngineInstances }): SpeechEngine {
  return {
    availability: async () => ({ voices: espeakVoices }),

    async speak({ text, voice, rate, languages }, { signal }) {
      const { settings } = voiceOf(voice);
      const spoken = espeakText(text, { voiceLanguage: settings.language, languages });
      if (spoken === undefined) return undefined;
      try {
        const order = toOrder(spoken, settings, rate);
        const limited = timeoutSignal(TIMEOUT_MS, signal);
        return await instances.use(KIND, (thread) => thread.run(order, limited));
      } catch (error) {
        if (signal.aborted) throw new AbortedError(signal.reason);
        throw new StepError('SPEECH_FAILED', 'espeak-ng could not speak the line', { cause: error });
      }
    },

    close: () => instances.close(ENGINE),
  };
}

function voiceOf({ id }: Voice): EspeakVoice {
  const voice = espeakVoices.find((each) => each.id === id);
  if (voice === undefined) throw new RangeError(`espeak-ng has no voice ${id}`);
  return voice;
}

function toOrder({ text, language }: EspeakText, settings: EspeakSettings, rate: number): EspeakOrder {
  const { variant, pitch } = settings;
  return { text, voice: `${language}+${variant}`, rate: Math.round(settings.rate * rate), pitch };
}
