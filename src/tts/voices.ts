import type { Voice } from '#root/tts/engine.js';

/** The voices a greeting may name. Kept apart from the engines, so that a producer knows them without loading one. */
export const voices: readonly Voice[] = [
  { name: 'ru-female', language: 'ru', title: 'Русский, женский' },
  { name: 'ru-male', language: 'ru', title: 'Русский, мужской' },
  { name: 'en-female', language: 'en', title: 'English, female' },
  { name: 'en-male', language: 'en', title: 'English, male' },
];
