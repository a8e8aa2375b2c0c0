import type { SpeechServices } from '#root/config/speech-services.js';
import { type ServiceVoice, serviceVoices, withSettings } from '#root/tts/engines/service-voices.js';
import { MANY_LANGUAGES } from '#root/tts/speech-engine.js';

type Settings = SpeechServices['elevenlabs'];

/** Format of the sound, which every plan has. */
export const OUTPUT = 'mp3_44100_128';

// The free plan allows no commercial use: https://elevenlabs.io/terms-of-use
const TERMS = { licence: 'ElevenLabs terms of use', commercialUse: true };

/** Voices that every account has, by their identifiers: https://elevenlabs.io/docs/capabilities/voices. */
const LIST = [
  ['Sarah', 'EXAVITQu4vr4xnSDxMaL', 'female'],
  ['Jessica', 'cgSgspJ2msm6clMCkdW9', 'female'],
  ['Laura', 'FGY2WhTYpPnrIDTdsKH5', 'female'],
  ['Matilda', 'XrExE9yKIg1WjnnlVkGX', 'female'],
  ['George', 'JBFqnCBsd6RMkjVDRZzb', 'male'],
  ['Brian', 'nPczCjzI2devNBz1zQrb', 'male'],
  ['Daniel', 'onwK4e9ZLuTAKqWW03F9', 'male'],
  ['Roger', 'CwhRBWXzGAHq8TQ4Fs17', 'male'],
] as const;

export const elevenlabsVoices = serviceVoices(
  'elevenlabs',
  LIST.map(([shortName, name, gender]) => ({ name, shortName, language: MANY_LANGUAGES, gender })),
  TERMS,
);

/** Returns the voices of the account that the variables name. */
export function elevenlabsVoicesOf({ baseUrl, model, voices }: Settings): ServiceVoice[] {
  const offered = voices === undefined ? elevenlabsVoices : serviceVoices('elevenlabs', voices, TERMS);
  return withSettings(offered, { host: new URL(baseUrl).host, model, output: OUTPUT });
}
