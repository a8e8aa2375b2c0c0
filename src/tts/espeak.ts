import { Piscina } from 'piscina';
import { AbortedError, InputError, StepError } from '#root/errors.js';
import { alignWords } from '#root/tts/align.js';
import type { SpeechEngine } from '#root/tts/engine.js';
import type { EspeakOrder, EspeakResult } from './espeak-thread.js';

// Slower than the engine's own 175 words a minute: these are words to listen to.
const settings: Record<string, Omit<EspeakOrder, 'text'>> = {
  'ru-female': { voice: 'ru+f3', rate: 145, pitch: 55 },
  'ru-male': { voice: 'ru+m3', rate: 145, pitch: 42 },
  'en-female': { voice: 'en-us+f3', rate: 150, pitch: 55 },
  'en-male': { voice: 'en-us+m3', rate: 150, pitch: 42 },
};

// Memory of a thread is some 60 MB: an idle one is let go.
const IDLE_MS = 60_000;

/** espeak-ng as WebAssembly, in threads of its own: works anywhere, sounds like a machine. */
export function createEspeakEngine({ threads }: { threads: number }): SpeechEngine {
  const pool = new Piscina<EspeakOrder, EspeakResult>({
    filename: new URL('./espeak-thread.js', import.meta.url).href,
    minThreads: 0,
    maxThreads: threads,
    idleTimeout: IDLE_MS,
  });

  return {
    id: `espeak-ng-1.52/1/${JSON.stringify(settings)}`,

    async speak({ text, voice }, { signal }) {
      const setting = settings[voice];
      if (setting === undefined) throw new InputError('voice', 'VOICE_UNKNOWN', `espeak has no voice "${voice}"`);
      try {
        const { samples, sampleRate, events } = await pool.run(
          { ...setting, text: speakable(text) },
          { name: 'synthesise', signal },
        );
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

/** Blanks what the engine would read out ("emoji: party popper") or take for markup; every code point keeps its place. */
function speakable(text: string): string {
  return text.replace(/[^\p{L}\p{M}\p{N}\s.,!?;:'"«»„“”’()…—–\-%&+=№$€£₽]/gu, ' ');
}
