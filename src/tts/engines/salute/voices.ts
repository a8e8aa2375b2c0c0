import type { SpeechServices } from '#root/config/speech-services.js';
import { type ServiceVoice, serviceVoices, withSettings } from '#root/tts/engines/service-voices.js';

/** Voices and their titles: https://developers.sber.ru/docs/ru/salutespeech/guides/synthesis/voices. */
const LIST = [
  ['Nec', 'Наталья', 'female'],
  ['May', 'Марфа', 'female'],
  ['Ost', 'Александра', 'female'],
  ['Bys', 'Борис', 'male'],
  ['Tur', 'Тарас', 'male'],
  ['Pon', 'Сергей', 'male'],
] as const;

export const saluteVoices = serviceVoices(
  'salute',
  LIST.map(([name, title, gender]) => ({ name, title, language: 'ru', gender })),
  { licence: 'SaluteSpeech terms of use', commercialUse: true },
);

/** Returns the voices at the address that the variables name. */
export function saluteVoicesOf({ baseUrl }: SpeechServices['salute'], settings: object): ServiceVoice[] {
  return withSettings(saluteVoices, { host: new URL(baseUrl).host, ...settings });
}
