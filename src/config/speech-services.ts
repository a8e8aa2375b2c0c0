import { z } from 'zod';
import { list, type Values } from '#root/config/kinds.js';

/** A voice that an operator names for a service. */
export interface NamedVoice {
  /** The service's own name of the voice. */
  name: string;
  language: string;
  gender: 'female' | 'male';
}

// A key goes into a header. An error about a header that cannot be sent would contain the key, so it is refused here.
const key = z
  .string()
  .transform((value) => value.trim().replace(/^(Bearer|Basic|Api-Key)\s+/i, ''))
  .pipe(z.string().regex(/^[\x21-\x7e]+$/, 'has characters that no key has'));
const address = z
  .url({ protocol: /^https?$/, error: 'is not an address such as https://host/path', abort: true })
  .refine((url) => new URL(url).username === '', 'contains a user, which only a key may name')
  .transform((url) => url.replace(/\/+$/, ''));

const VOICE = /^(?<name>.+):(?<language>[a-z]{2,3}):(?<gender>female|male)$/;
const voices = list.transform((items, context) => items.map((item) => parseVoice(item, context)));

const OPENAI = 'https://api.openai.com/v1';

export const speechServiceVariables = {
  OPENAI_API_KEY: key.optional(),
  OPENAI_BASE_URL: address.default(OPENAI),
  OPENAI_TTS_MODEL: z.string().default('gpt-4o-mini-tts'),
  OPENAI_TTS_FORMAT: z.enum(['wav', 'pcm', 'mp3']).default('wav'),
  OPENAI_TTS_INSTRUCTIONS: z.string().optional(),
  OPENAI_TTS_VOICES: voices.optional(),

  ELEVENLABS_API_KEY: key.optional(),
  ELEVENLABS_BASE_URL: address.default('https://api.elevenlabs.io'),
  ELEVENLABS_MODEL: z.string().default('eleven_multilingual_v2'),
  ELEVENLABS_VOICES: voices.optional(),

  YANDEX_API_KEY: key.optional(),
  YANDEX_IAM_TOKEN: key.optional(),
  YANDEX_FOLDER_ID: key.optional(),
  YANDEX_TTS_BASE_URL: address.default('https://tts.api.cloud.yandex.net'),

  SALUTE_AUTH_KEY: key.optional(),
  SALUTE_SCOPE: z.string().default('SALUTE_SPEECH_PERS'),
  SALUTE_AUTH_URL: address.default('https://ngw.devices.sberbank.ru:9443/api/v2/oauth'),
  SALUTE_BASE_URL: address.default('https://smartspeech.sber.ru/rest/v1'),
};

type ServiceValues = Values<typeof speechServiceVariables>;

export type SpeechServices = ReturnType<typeof toSpeechServices>;

export function toSpeechServices(env: ServiceValues) {
  return {
    openai: {
      key: env.OPENAI_API_KEY,
      /** Whether another server than OpenAI's is asked. It may do without a key. */
      isOwnServer: env.OPENAI_BASE_URL !== OPENAI,
      baseUrl: env.OPENAI_BASE_URL,
      model: env.OPENAI_TTS_MODEL,
      format: env.OPENAI_TTS_FORMAT,
      instructions: env.OPENAI_TTS_INSTRUCTIONS,
      voices: env.OPENAI_TTS_VOICES,
    },
    elevenlabs: {
      key: env.ELEVENLABS_API_KEY,
      baseUrl: env.ELEVENLABS_BASE_URL,
      model: env.ELEVENLABS_MODEL,
      voices: env.ELEVENLABS_VOICES,
    },
    yandex: {
      apiKey: env.YANDEX_API_KEY,
      iamToken: env.YANDEX_IAM_TOKEN,
      folderId: env.YANDEX_FOLDER_ID,
      baseUrl: env.YANDEX_TTS_BASE_URL,
    },
    salute: {
      key: env.SALUTE_AUTH_KEY,
      scope: env.SALUTE_SCOPE,
      authUrl: env.SALUTE_AUTH_URL,
      baseUrl: env.SALUTE_BASE_URL,
    },
  };
}

/** Returns the keys of the services. */
export function speechSecrets(env: ServiceValues): (string | undefined)[] {
  return [env.OPENAI_API_KEY, env.ELEVENLABS_API_KEY, env.YANDEX_API_KEY, env.YANDEX_IAM_TOKEN, env.SALUTE_AUTH_KEY];
}

function parseVoice(item: string, context: z.RefinementCtx): NamedVoice {
  const { name, language, gender } = VOICE.exec(item)?.groups ?? {};
  if (name === undefined || language === undefined) {
    context.addIssue({ code: 'custom', message: `"${item}" is not name:language:gender, as in nova:mul:female` });
    return z.NEVER;
  }
  return { name, language, gender: gender === 'male' ? 'male' : 'female' };
}
