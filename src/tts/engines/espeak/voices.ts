import type { Voice } from '#root/tts/speech-engine.js';

export interface EspeakVoice extends Voice {
  settings: EspeakSettings;
}

/** Values of espeak-ng's command-line options. */
export interface EspeakSettings {
  /** Language, as in `-v`. */
  language: string;
  /** Variant of the voice, as in `-v language+variant`. */
  variant: string;
  /** Words per minute. */
  rate: number;
  /** Pitch from 0 to 100; 50 is the voice's own. */
  pitch: number;
}

// The default rate of espeak-ng is 175 words per minute. Artifact keys contain these settings in this order.
export const espeakVoices: readonly EspeakVoice[] = [
  {
    name: 'ru-female',
    language: 'ru',
    title: 'Русский, женский',
    settings: { language: 'ru', variant: 'f3', rate: 145, pitch: 55 },
  },
  {
    name: 'ru-male',
    language: 'ru',
    title: 'Русский, мужской',
    settings: { language: 'ru', variant: 'm3', rate: 145, pitch: 42 },
  },
  {
    name: 'en-female',
    language: 'en',
    title: 'English, female',
    settings: { language: 'en-us', variant: 'f3', rate: 150, pitch: 55 },
  },
  {
    name: 'en-male',
    language: 'en',
    title: 'English, male',
    settings: { language: 'en-us', variant: 'm3', rate: 150, pitch: 42 },
  },
];
