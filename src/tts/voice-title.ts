import type { Gender } from '#root/tts/speech-engine.js';

const RUSSIAN: Record<Gender, string> = { female: 'женский', male: 'мужской' };

/** Returns the title of a voice that has no name of its own: its language in that language, and its gender. */
export function voiceTitle(language: string, gender: Gender): string {
  const name = new Intl.DisplayNames([language], { type: 'language' }).of(language) ?? language;
  const [first = '', ...rest] = name;
  return `${first.toLocaleUpperCase(language)}${rest.join('')}, ${language === 'ru' ? RUSSIAN[gender] : gender}`;
}
