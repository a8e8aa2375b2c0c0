import { AbortedError } from '#root/errors.js';
import type { Logger } from '#root/logger.js';
import { timeoutSignal } from '#root/process/timeout-signal.js';
import type { EngineInstances } from '#root/tts/engines/instances.js';
import { startThread } from '#root/tts/engines/start-thread.js';
import type { Languages } from '#root/tts/languages.js';
import type { EngineSpeech, Sound, SpeechEvent } from '#root/tts/speech-engine.js';
import type { AlignOrder } from './thread.js';

/** Speaks a text by a voice that reports its words. Returns undefined if it cannot pronounce any of it. */
export type SpeakReference = (
  text: string,
  languages: Languages,
  signal: AbortSignal,
) => Promise<EngineSpeech | undefined>;

export interface AlignerOptions {
  instances: EngineInstances;
  reference: SpeakReference;
  logger: Logger;
}

export interface AlignOptions {
  /** Languages of the whole greeting. */
  languages: Languages;
  signal: AbortSignal;
}

/** Finds words in sound whose text is known, by comparing it with other speech of the same text. */
export interface Aligner {
  /**
   * Returns when each word is heard. Returns undefined if the sound does not seem to say the text, or cannot be
   * compared. Throws `AbortedError` if aborted.
   */
  align(sound: Sound, text: string, options: AlignOptions): Promise<SpeechEvent[] | undefined>;
  close(): Promise<void>;
}

// A minute of sound takes half a second.
const TIMEOUT_MS = 60_000;
const ENGINE = 'aligner';
const FILE = new URL('./thread.js', import.meta.url);
const KIND = {
  engine: ENGINE,
  users: Number.POSITIVE_INFINITY,
  start: () => startThread<AlignOrder, SpeechEvent[] | undefined>(FILE, 'align'),
};

/** Creates an aligner that works in a thread. */
export function createAligner({ instances, reference, logger }: AlignerOptions): Aligner {
  async function compare(sound: Sound, text: string, { languages, signal }: AlignOptions) {
    const spoken = await reference(text, languages, signal);
    if (spoken?.events === undefined || spoken.events.length === 0) return undefined;
    const { samples, sampleRate, events } = spoken;
    const order = { sound, reference: { samples, sampleRate, events } };
    const limited = timeoutSignal(TIMEOUT_MS, signal);
    return instances.use(KIND, (thread) => thread.run(order, limited));
  }

  return {
    async align({ samples, sampleRate }, text, options) {
      try {
        return await compare({ samples, sampleRate }, text, options);
      } catch (error) {
        if (options.signal.aborted) throw new AbortedError(options.signal.reason);
        // A greeting with less exact captions is better than none.
        logger.warn('words not aligned', { error });
        return undefined;
      }
    },

    close: () => instances.close(ENGINE),
  };
}
