import type { SpeechServices } from '#root/config/speech-services.js';
import { type ServiceVoice, serviceVoices, withSettings } from '#root/tts/engines/service-voices.js';
import { type Gender, MANY_LANGUAGES } from '#root/tts/speech-engine.js';

type Settings = SpeechServices['openai'];

const WOMEN = ['nova', 'coral', 'marin', 'sage', 'shimmer', 'alloy'];
const MEN = ['ash', 'cedar', 'echo', 'onyx', 'ballad', 'fable', 'verse'];

const list = (names: readonly string[], gender: Gender) =>
  names.map((name) => ({ name, language: MANY_LANGUAGES, gender }));

/** Voices of OpenAI: https://platform.openai.com/docs/guides/text-to-speech. It calls none a woman or a man. */
export const openaiVoices = serviceVoices('openai', [...list(WOMEN, 'female'), ...list(MEN, 'male')], {
  licence: 'OpenAI terms of use',
  commercialUse: true,
});

/** Returns the voices of the server that the variables name. */
export function openaiVoicesOf({ baseUrl, model, format, instructions, voices }: Settings): ServiceVoice[] {
  const { host } = new URL(baseUrl);
  const terms = { licence: `terms of ${host}`, commercialUse: true };
  const offered = voices === undefined ? openaiVoices : serviceVoices('openai', voices, terms);
  return withSettings(offered, { host, model, format, instructions });
}
