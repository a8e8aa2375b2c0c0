import type { WordTime } from '#root/greeting/artifacts.js';
import type { Language } from '#root/greeting/spec.js';

/** What an engine made of one line. */
export interface Utterance {
  /** Signed 16-bit mono samples. */
  samples: Int16Array;
  /** Samples a second. */
  sampleRate: number;
  /** In the order of the text; together the words cover all of its visible characters. */
  words: WordTime[];
}

/** A voice that a greeting may name. */
export interface Voice {
  name: string;
  language: Language;
  /** For people: shown where a voice is chosen. */
  title: string;
}

export interface SpeechEngine {
  /** With the engine's version: part of an artifact's key, so a change of either makes new artifacts. */
  readonly id: string;
  /** Speaks one line. Throws InputError for an unknown voice, StepError where synthesis failed. Obeys the signal. */
  speak(line: { text: string; voice: string }, options: { signal: AbortSignal }): Promise<Utterance>;
  close(): Promise<void>;
}
