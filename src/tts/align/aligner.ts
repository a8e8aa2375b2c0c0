import { Piscina } from 'piscina';
import { AbortedError, StepError } from '#root/errors.js';
import { timeoutSignal } from '#root/process/timeout-signal.js';
import type { Languages } from '#root/tts/languages.js';
import type { SpeechEvent } from '#root/tts/speech-engine.js';
import type { AlignOrder, Sound } from './thread.js';

/** Speaks a text by a voice that reports its words. Returns undefined if it cannot pronounce any of it. */
export type SpeakReference = (
  text: string,
  languages: Languages,
  signal: AbortSignal,
) => Promise<(Sound & { events?: readonly SpeechEvent[] | undefined }) | undefined>;

export interface AlignerOptions {
  /** Number of sounds aligned at once. */
  threads: number;
  reference: SpeakReference;
}

/** Finds words in sound whose text is known, by comparing it with other speech of the same text. */
export interface Aligner {
  /**
   * Returns when each word is heard. Returns undefined if the sound does not seem to say the text, or cannot be
   * compared. Throws `StepError` if the comparison fails, `AbortedError` if aborted, and the errors of the reference.
   */
  align(
    sound: Sound,
    text: string,
    options: { languages: Languages; signal: AbortSignal },
  ): Promise<SpeechEvent[] | undefined>;
  close(): Promise<void>;
}

// A minute of sound takes half a second.
const TIMEOUT_MS = 60_000;
// Idle threads end to free their memory.
const IDLE_MS = 60_000;

/** Creates an aligner that works in worker threads. */
export function createAligner({ threads, reference }: AlignerOptions): Aligner {
  const pool = new Piscina<AlignOrder, SpeechEvent[] | undefined>({
    filename: new URL('./thread.js', import.meta.url).href,
    minThreads: 0,
    maxThreads: threads,
    idleTimeout: IDLE_MS,
  });

  return {
    async align({ samples, sampleRate }, text, { languages, signal }) {
      const spoken = await reference(text, languages, signal);
      if (spoken?.events === undefined || spoken.events.length === 0) return undefined;
      const order = { sound: { samples, sampleRate }, reference: { ...spoken, events: spoken.events } };
      try {
        return await pool.run(order, { name: 'align', signal: timeoutSignal(TIMEOUT_MS, signal) });
      } catch (error) {
        if (signal.aborted) throw new AbortedError(signal.reason);
        throw new StepError('SPEECH_FAILED', 'the words of the sound could not be found', { cause: error });
      }
    },

    close: () => pool.destroy(),
  };
}
