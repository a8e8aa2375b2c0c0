import type { SpeechServices } from '#root/config/speech-services.js';
import { SetupError } from '#root/errors.js';
import { escapeXml } from '#root/tts/engines/escape-xml.js';
import { createSaluteToken } from '#root/tts/engines/salute/token.js';
import { saluteVoicesOf } from '#root/tts/engines/salute/voices.js';
import { createService, type ServiceDeps } from '#root/tts/engines/service-call.js';
import { assertLength } from '#root/tts/engines/service-errors.js';
import { assertSound, createSoundDecoder, type SoundDeps } from '#root/tts/engines/service-sound.js';
import { serviceVoice } from '#root/tts/engines/service-voices.js';
import type { SpeechEngine } from '#root/tts/speech-engine.js';

export interface SaluteDeps extends ServiceDeps, SoundDeps {
  settings: SpeechServices['salute'];
}

const NAME = 'SaluteSpeech';
// With the markup: https://developers.sber.ru/docs/ru/salutespeech/synthesis/synthesis-http
const LONGEST_TEXT = 4_000;
const SAMPLE_RATE = 24_000;
// Names of five speeds, and the slowest pace of each: https://developers.sber.ru/docs/ru/salutespeech/synthesis/ssml
const SPEEDS = [
  ['x-high', 1.3],
  ['high', 1.1],
  ['medium', 0.9],
  ['low', 0.75],
  ['x-low', 0],
] as const;

/** Creates an engine that asks SaluteSpeech. It reports no word times. */
export function createSaluteEngine({ settings, ...deps }: SaluteDeps): SpeechEngine {
  const { key, baseUrl } = settings;
  const voices = saluteVoicesOf(settings, { sampleRate: SAMPLE_RATE });
  const service = createService({ ...deps, name: NAME, baseUrl, variables: 'SALUTE_AUTH_KEY' });
  const tokens = createSaluteToken(settings, { ...deps, name: `the login of ${NAME}` });
  const decode = createSoundDecoder(NAME, deps);

  return {
    async availability() {
      return key === undefined ? { voices: [], missing: 'SALUTE_AUTH_KEY' } : { voices };
    },

    async speak({ text, voice, rate }, { signal }) {
      const { type, body } = toBody(text, rate);
      assertLength(NAME, body, LONGEST_TEXT);
      const { name } = serviceVoice(voices, voice);
      const path = `/text:synthesize?format=wav16&voice=${name}_${SAMPLE_RATE}`;

      async function ask(token: string) {
        const headers = { 'content-type': type, authorization: `Bearer ${token}` };
        const confidential = { text, secrets: [key ?? '', token] };
        const answer = await service.call({ path, headers, body, ...confidential }, { signal });
        assertSound(NAME, answer, confidential);
        return answer;
      }

      const token = await tokens.get({ signal });
      const answer = await ask(token).catch(async (error: unknown) => {
        if (!(error instanceof SetupError && error.facts.status === 401)) throw error;
        // The token may have been withdrawn before its end.
        tokens.forget(token);
        return ask(await tokens.get({ signal }));
      });
      return decode(answer.body, { signal });
    },

    async close() {
      await Promise.all([tokens.close(), service.close()]);
    },
  };
}

/** Returns the text, as SSML only if it has another speed than the voice's own. */
function toBody(text: string, rate: number): { type: string; body: string } {
  const [speed] = SPEEDS.find(([, slowest]) => rate >= slowest) ?? SPEEDS[2];
  if (speed === 'medium') return { type: 'application/text', body: text };
  return { type: 'application/ssml', body: `<speak><paint speed="${speed}">${escapeXml(text)}</paint></speak>` };
}
