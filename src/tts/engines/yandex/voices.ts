import type { SpeechServices } from '#root/config/speech-services.js';
import { type ServiceVoice, serviceVoices, withSettings } from '#root/tts/engines/service-voices.js';

/** Voices and their titles: https://yandex.cloud/ru/docs/speechkit/tts/voices. */
const LIST = [
  ['marina', 'Марина', 'female'],
  ['alena', 'Алёна', 'female'],
  ['dasha', 'Даша', 'female'],
  ['julia', 'Юлия', 'female'],
  ['lera', 'Лера', 'female'],
  ['masha', 'Маша', 'female'],
  ['jane', 'Джейн', 'female'],
  ['omazh', 'Омаж', 'female'],
  ['alexander', 'Александр', 'male'],
  ['filipp', 'Филипп', 'male'],
  ['ermil', 'Ермил', 'male'],
  ['zahar', 'Захар', 'male'],
  ['kirill', 'Кирилл', 'male'],
  ['anton', 'Антон', 'male'],
] as const;

/** The most cordial role of each voice that has roles. */
const ROLES: Readonly<Record<string, string>> = {
  marina: 'friendly',
  alena: 'good',
  dasha: 'friendly',
  lera: 'friendly',
  masha: 'friendly',
  jane: 'good',
  alexander: 'good',
  ermil: 'good',
  zahar: 'good',
  kirill: 'good',
  anton: 'good',
};

export const yandexVoices = serviceVoices(
  'yandex',
  LIST.map(([name, title, gender]) => ({ name, title, language: 'ru', gender })),
  { licence: 'Yandex Cloud terms of use', commercialUse: true, stress: 'plus' },
);

export function yandexRole(name: string): string | undefined {
  return ROLES[name];
}

/** Returns the voices at the address that the variables name. */
export function yandexVoicesOf({ baseUrl }: SpeechServices['yandex'], settings: object): ServiceVoice[] {
  return withSettings(yandexVoices, { host: new URL(baseUrl).host, ...settings }).map((voice) => ({
    ...voice,
    revision: `${voice.revision}/${yandexRole(voice.name) ?? ''}`,
  }));
}
