import { Piscina } from 'piscina';
import { AbortedError, StepError } from '#root/errors.js';
import { timeoutSignal } from '#root/process/timeout-signal.js';
import { type EspeakText, espeakText } from '#root/tts/engines/espeak/spoken-text.js';
import { type EspeakSettings, type EspeakVoice, espeakVoices } from '#root/tts/engines/espeak/voices.js';
import type { SpeechEngine, Voice } from '#root/tts/speech-engine.js';
import type { EspeakOrder, EspeakResult } from './thread.js';

// A line of 1,000 characters takes one second. A call that takes longer than this limit hangs.
const TIMEOUT_MS = 60_000;
// The thread takes about 90 MB of memory, so it ends when idle. One is enough: it speaks 50 times as fast as people.
const THREADS = { minThreads: 0, maxThreads: 1, idleTimeout: 20_000 };

/** Creates an engine that runs espeak-ng as WebAssembly in a worker thread. It runs anywhere and sounds robotic. */
export function createEspeakEngine(): SpeechEngine {
  const pool = new Piscina<EspeakOrder, EspeakResult>({
    filename: new URL('./thread.js', import.meta.url).href,
    ...THREADS,
  });

  return {
    availability: async () => ({ voices: espeakVoices }),

    async speak({ text, voice, rate, languages }, { signal }) {
      const { settings } = voiceOf(voice);
      const spoken = espeakText(text, { voiceLanguage: settings.language, languages });
      if (spoken === undefined) return undefined;
      try {
        return await pool.run(toOrder(spoken, settings, rate), {
          name: 'synthesise',
          signal: timeoutSignal(TIMEOUT_MS, signal),
        });
      } catch (error) {
        if (signal.aborted) throw new AbortedError(signal.reason);
        throw new StepError('SPEECH_FAILED', 'espeak-ng could not speak the line', { cause: error });
      }
    },

    close: () => pool.destroy(),
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
