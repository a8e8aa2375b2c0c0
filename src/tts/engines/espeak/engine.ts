import { Piscina } from 'piscina';
import { AbortedError, InputError, StepError } from '#root/errors.js';
import { timeoutSignal } from '#root/process/timeout-signal.js';
import { alignWords } from '#root/tts/align.js';
import { type EspeakText, espeakText } from '#root/tts/engines/espeak/spoken-text.js';
import { type EspeakSettings, espeakVoices } from '#root/tts/engines/espeak/voices.js';
import { silenceForUnpronounceable } from '#root/tts/silence.js';
import type { SpeechEngine } from '#root/tts/speech-engine.js';
import type { EspeakOrder, EspeakResult } from './thread.js';

const settings = new Map(espeakVoices.map((voice) => [voice.name, voice.settings]));

// A line of 1,000 characters takes one second. A call that takes longer than this limit hangs.
const TIMEOUT_MS = 60_000;
// A thread takes about 90 MB of memory, so idle threads end.
const IDLE_MS = 60_000;

/** Creates an engine that runs espeak-ng as WebAssembly in worker threads. It runs anywhere and sounds robotic. */
export function createEspeakEngine({ threads }: { threads: number }): SpeechEngine {
  const pool = new Piscina<EspeakOrder, EspeakResult>({
    filename: new URL('./thread.js', import.meta.url).href,
    minThreads: 0,
    maxThreads: threads,
    idleTimeout: IDLE_MS,
  });

  return {
    id: `espeak-ng-1.52/5/${JSON.stringify(Object.fromEntries(settings))}`,

    async speak({ text, voice, languages = {} }, { signal }) {
      const setting = settings.get(voice);
      if (setting === undefined) throw new InputError('voice', 'VOICE_UNKNOWN', `espeak has no voice "${voice}"`);
      const spoken = espeakText(text, { voiceLanguage: setting.language, languages });
      if (spoken === undefined) return silenceForUnpronounceable(text);
      try {
        const { samples, sampleRate, events } = await pool.run(toOrder(spoken, setting), {
          name: 'synthesise',
          signal: timeoutSignal(TIMEOUT_MS, signal),
        });
        const endMs = (samples.length / sampleRate) * 1_000;
        return { samples, sampleRate, words: alignWords(text, events, endMs) };
      } catch (error) {
        if (signal.aborted) throw new AbortedError(signal.reason);
        throw new StepError('SPEECH_FAILED', 'espeak-ng could not speak the line', { cause: error });
      }
    },

    close: () => pool.destroy(),
  };
}

function toOrder({ text, language }: EspeakText, { variant, rate, pitch }: EspeakSettings): EspeakOrder {
  return { text, voice: `${language}+${variant}`, rate, pitch };
}
