import type { Config } from '#root/config.js';
import type { Language } from '#root/greeting/spec.js';
import { engines } from '#root/tts/engines/index.js';
import { genderInName } from '#root/tts/engines/sherpa/models.js';
import { type Gender, MANY_LANGUAGES, type Voice } from '#root/tts/speech-engine.js';
import { voiceTitle } from '#root/tts/voice-title.js';

/** All voices of all engines, whether installed or not. Importing them loads no engine. */
export const voices: readonly Voice[] = Object.values(engines).flatMap((engine) => engine.voices);

/** What a greeting wants to be spoken by: a certain voice, or any of a language and gender. */
export interface VoiceWish {
  language: string;
  gender: Gender;
  /** The voice itself, if the greeting names one. */
  voice?: Pick<Voice, 'id' | 'engine'> | undefined;
}

const genders: readonly Gender[] = ['female', 'male'];

/** Names of wishes for any voice of a language and gender: `ru-female`. Those of the interface come first. */
const wishes: ReadonlyMap<string, VoiceWish> = new Map(
  [...new Set(['ru', 'en', ...voices.map(({ language }) => language)])]
    .filter((language) => language !== MANY_LANGUAGES)
    .flatMap((language) => genders.map((gender) => [`${language}-${gender}`, { language, gender }])),
);

/** Returns what a greeting wants that names one of the voices or a wish, or undefined if there is no such name. */
export function wishOf(name: string, known = voices): VoiceWish | undefined {
  const voice = known.find(({ id }) => id === name);
  if (voice === undefined) return wishes.get(name);
  const { id, engine, language, gender } = voice;
  return { language, gender, voice: { id, engine } };
}

/** Returns what a greeting wants that names a voice which no engine has any more, or undefined if it never was one. */
export function wishForAbsent(name: string): VoiceWish | undefined {
  const engine = Object.keys(engines).find((each) => name.startsWith(`${each}-`));
  if (engine === undefined) return undefined;
  return { language: MANY_LANGUAGES, gender: genderInName(name), voice: { id: name, engine } };
}

// Languages whose speakers read Russian rather than English.
const NEAR_RUSSIAN = new Set(['ru', 'uk', 'be', 'kk', 'ky', 'tt', 'ba', 'cv', 'hy', 'az', 'uz']);

/** A name that a greeting may use for its voice. */
export interface VoiceChoice {
  name: string;
  /** Language of the texts that the video adds. Undefined if it is that of the words, because the voice speaks many. */
  language: Language | undefined;
}

/** Returns the names that a greeting may use for its voice, those of voices that variables name included. */
export function voiceChoices(speech: Config['speech']): VoiceChoice[] {
  const all = new Map(allVoices(speech).map(({ id, language }) => [id, language]));
  return [
    ...Array.from(wishes, ([name, { language }]) => ({ name, language: interfaceLanguage(language) })),
    ...Array.from(all, ([name, language]) => ({ name, language: interfaceLanguage(language) })),
  ];
}

/** A voice that a greeting may name, as it is shown to people. */
export interface ListedVoice extends Pick<Voice, 'language' | 'gender' | 'title'> {
  name: string;
}

/** Returns the same names as `voiceChoices`, described. Which engines are installed, only workers know. */
export function listVoices(speech: Config['speech']): ListedVoice[] {
  return [
    ...Array.from(wishes, ([name, { language, gender }]) => {
      return { name, language, gender, title: voiceTitle(language, gender) };
    }),
    ...allVoices(speech).map(({ id: name, language, gender, title }) => ({ name, language, gender, title })),
  ];
}

function allVoices(speech: Config['speech']): Voice[] {
  const named = Object.values(engines).flatMap((engine) => engine.named?.(speech) ?? []);
  return [...voices, ...named];
}

/**
 * Matches the names of voices that a greeting may use without being a choice. Which models an operator has put into
 * VOICES_DIR, only workers know: a process that takes orders need not have the folder.
 */
export const unlistedVoices = /^sherpa-[^\p{Cc}/\\]{1,200}$/u;

function interfaceLanguage(language: string): Language | undefined {
  if (language === MANY_LANGUAGES) return undefined;
  return NEAR_RUSSIAN.has(language) ? 'ru' : 'en';
}

/** Returns the voice that is nearest to the wish: itself, else one of its language, of its gender if there is one. */
export function nearestVoice(candidates: readonly Voice[], { language, gender, voice }: VoiceWish): Voice | undefined {
  const itself = candidates.find(({ id }) => id === voice?.id);
  const speaking = candidates.filter((each) => each.language === language || each.language === MANY_LANGUAGES);
  return itself ?? speaking.find((each) => each.gender === gender) ?? speaking[0];
}
