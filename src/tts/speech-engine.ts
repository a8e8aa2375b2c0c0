import type { Languages } from '#root/tts/languages.js';
import type { StressForm } from '#root/tts/normalise/stress.js';

export type Gender = 'female' | 'male';

/** Language of a voice that speaks many, as ISO 639-2 names it. */
export const MANY_LANGUAGES = 'mul';

/** A voice of an engine. */
export interface Voice {
  /** What a greeting may name. It begins with the name of the engine: `espeak-kk-female`. */
  id: string;
  /** Name of the engine in TTS_ENGINES. */
  engine: string;
  /** Language, as espeak-ng names it, or `mul`. */
  language: string;
  gender: Gender;
  /** Name shown to people. */
  title: string;
  /** SPDX identifier of its licence, or the name of the service whose terms apply. */
  licence: string;
  commercialUse: boolean;
  /** The only letters that it reads. Undefined if it reads all, or has a way of its own with others. */
  letters?: 'cyrillic' | 'latin';
  /** How the stress of a word is marked for it. Undefined if it does not take marks. */
  stress?: StressForm;
  /**
   * Version of the engine and settings of the voice: all that determines its sound besides the order. Part of artifact
   * keys: if it changes, lines are spoken again.
   */
  revision: string;
}

/** A line to speak. */
export interface SpeechOrder {
  text: string;
  voice: Voice;
  /** Speed, 1 being the pace of greetings: 12 to 16 letters a second. */
  rate: number;
  /** Languages of the whole greeting. */
  languages: Languages;
}

/** Start of a spoken word, as an engine reports it. */
export interface SpeechEvent {
  /** Index in the text of the order, in code points. */
  index: number;
  startMs: number;
}

export interface Sound {
  /** Signed 16-bit mono samples. */
  samples: Int16Array;
  /** Sample rate, in Hz. */
  sampleRate: number;
}

/** Sound of one line, as an engine returns it. */
export interface EngineSpeech extends Sound {
  /** Starts of words. Undefined if the engine does not report them. */
  events?: readonly SpeechEvent[] | undefined;
}

interface Availability {
  /** Voices that the engine can speak with now. */
  voices: readonly Voice[];
  /** What keeps it from speaking, and what to do: a missing program, file or key. Undefined if nothing does. */
  missing?: string | undefined;
}

export interface SpeechEngine {
  /** Returns what the engine can speak with at this moment. Asked before each greeting, so it must be cheap. */
  availability(): Promise<Availability>;
  /**
   * Speaks one line. Returns undefined if the voice cannot pronounce any of it. Throws `SetupError` if a key or a
   * program is refused, `UnavailableError` if a service is limited or does not answer, `StepError` if synthesis fails,
   * `AbortedError` if aborted.
   */
  speak(order: SpeechOrder, options: { signal: AbortSignal }): Promise<EngineSpeech | undefined>;
  close(): Promise<void>;
}
