import type { Language } from '#root/greeting/spec.js';
import { engines } from '#root/tts/engines/index.js';
import { type Gender, MANY_LANGUAGES, type Voice } from '#root/tts/speech-engine.js';

/** All voices of all engines, whether installed or not. Importing them loads no engine. */
export const voices: readonly Voice[] = Object.values(engines).flatMap((engine) => engine.voices);

/** What a greeting wants to be spoken by: a certain voice, or any of a language and gender. */
export interface VoiceWish {
  language: string;
  gender: Gender;
  /** The voice itself, if the greeting names one. */
  voice?: Voice | undefined;
}

const genders: readonly Gender[] = ['female', 'male'];

/** Names of wishes for any voice of a language and gender: `ru-female`. Those of the interface come first. */
const wishes: ReadonlyMap<string, VoiceWish> = new Map(
  [...new Set(['ru', 'en', ...voices.map(({ language }) => language)])]
    .filter((language) => language !== MANY_LANGUAGES)
    .flatMap((language) => genders.map((gender) => [`${language}-${gender}`, { language, gender }])),
);

/** Returns what a greeting wants that names a voice or a wish, or undefined if there is no such name. */
export function wishOf(name: string): VoiceWish | undefined {
  const voice = voices.find(({ id }) => id === name);
  return voice === undefined ? wishes.get(name) : { language: voice.language, gender: voice.gender, voice };
}

// Languages whose speakers read Russian rather than English.
const NEAR_RUSSIAN = new Set(['ru', 'uk', 'be', 'kk', 'ky', 'tt', 'ba', 'cv', 'hy', 'az', 'uz']);

/** The names that a greeting may use for its voice, each with the language of the texts that the video adds. */
export const voiceChoices: readonly { name: string; language: Language }[] = [
  ...Array.from(wishes, ([name, { language }]) => ({ name, language: interfaceLanguage(language) })),
  ...voices.map(({ id, language }) => ({ name: id, language: interfaceLanguage(language) })),
];

function interfaceLanguage(language: string): Language {
  return NEAR_RUSSIAN.has(language) ? 'ru' : 'en';
}

/** Returns the voice that is nearest to the wish: itself, else one of its language, of its gender if there is one. */
export function nearestVoice(candidates: readonly Voice[], { language, gender, voice }: VoiceWish): Voice | undefined {
  const itself = candidates.find(({ id }) => id === voice?.id);
  const speaking = candidates.filter((each) => each.language === language || each.language === MANY_LANGUAGES);
  return itself ?? speaking.find((each) => each.gender === gender) ?? speaking[0];
}
