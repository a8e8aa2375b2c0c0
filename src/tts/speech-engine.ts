import type { WordTime } from '#root/greeting/artifacts.js';
import type { Language } from '#root/greeting/spec.js';

/** One spoken line. */
export interface Utterance {
  /** Signed 16-bit mono samples. */
  samples: Int16Array;
  /** Sample rate, in Hz. */
  sampleRate: number;
  /** Words in the order of the text. Together they cover all its visible characters. */
  words: WordTime[];
}

/** A voice that a greeting may name. */
export interface Voice {
  name: string;
  language: Language;
  /** Name shown to the user. */
  title: string;
}

export interface SpeechEngine {
  /** Name, version and settings of the engine. Part of artifact keys: if it changes, lines are spoken again. */
  readonly id: string;
  /**
   * Speaks one line. Throws `InputError` if the voice is unknown, `StepError` if synthesis fails, `AbortedError` if
   * aborted.
   */
  speak(line: { text: string; voice: string }, options: { signal: AbortSignal }): Promise<Utterance>;
  close(): Promise<void>;
}
