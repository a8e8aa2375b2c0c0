import { join, resolve } from 'node:path';
import { z } from 'zod';
import { list, type Values } from '#root/config/kinds.js';
import { speechServiceVariables, toSpeechServices } from '#root/config/speech-services.js';

/** Engines that TTS_ENGINES may name. */
const engineNames = [
  'rhvoice',
  'flite',
  'espeak',
  'sherpa',
  'openai',
  'elevenlabs',
  'yandex',
  'salute',
  'edge',
] as const;

export type EngineName = (typeof engineNames)[number];

export const speechVariables = {
  TTS_ENGINES: list
    .transform((names) => [...new Set(names)])
    .pipe(z.array(z.enum(engineNames, { error: ({ input }) => `"${input}" is not one of ${engineNames.join(', ')}` })))
    .default(['rhvoice', 'flite', 'espeak']),
  VOICES_DIR: z.string().default(join('var', 'voices')),
  VOICES_MIRROR: z
    .url({ protocol: /^https?$/, error: 'is not an address such as https://mirror.example/voices' })
    .transform((url) => url.replace(/\/+$/, ''))
    .default('https://github.com/k2-fsa/sherpa-onnx/releases/download/tts-models'),
  TTS_LIMITS: z
    .string()
    .regex(/^[a-z]+=\d+(\.\d+)?(,[a-z]+=\d+(\.\d+)?)*$/, 'is not a list such as openai=3,yandex=10')
    .transform((list) => Object.fromEntries(list.split(',').map((limit) => limit.split('='))))
    .pipe(z.partialRecord(z.enum(engineNames), z.coerce.number().positive()))
    .optional(),
  ...speechServiceVariables,
};

export function toSpeech(env: Values<typeof speechVariables>) {
  return {
    /** Names of the engines, the first choice first. */
    engines: env.TTS_ENGINES,
    /** Folder of installed voices. */
    voicesDir: resolve(env.VOICES_DIR),
    /** Address below which the archives of voices are. */
    voicesMirror: env.VOICES_MIRROR,
    /** Calls a second that all workers together may make, by engine. */
    limits: env.TTS_LIMITS ?? {},
    ...toSpeechServices(env),
  };
}
