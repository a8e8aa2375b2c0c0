import type { WordTime } from '#root/greeting/artifacts.js';
import type { Language } from '#root/greeting/spec.js';
import type { Languages } from '#root/tts/languages.js';

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

/** A line to speak. */
export interface Line {
  text: string;
  voice: string;
  /** Languages of the whole greeting. */
  languages?: Languages;
}

export interface SpeechEngine {
  /** Name, version and settings of the engine. Part of artifact keys: if it changes, lines are spoken again. */
  readonly id: string;
  /**
   * Speaks one line. Throws `InputError` if the voice is unknown, `StepError` if synthesis fails, `AbortedError` if
   * aborted.
   */
  speak(line: Line, options: { signal: AbortSignal }): Promise<Utterance>;
  close(): Promise<void>;
}
