import { z } from 'zod';
import type { SpeechServices } from '#root/config/speech-services.js';
import { StepError } from '#root/errors.js';
import { jsonObjects } from '#root/tts/engines/json-objects.js';
import { createService, type ServiceDeps } from '#root/tts/engines/service-call.js';
import { assertLength, type Confidential, refused } from '#root/tts/engines/service-errors.js';
import { serviceVoice } from '#root/tts/engines/service-voices.js';
import { samplesOf } from '#root/tts/engines/wav.js';
import { wordTimes } from '#root/tts/engines/word-times.js';
import { yandexRole, yandexVoicesOf } from '#root/tts/engines/yandex/voices.js';
import type { SpeechEngine } from '#root/tts/speech-engine.js';

export interface YandexDeps extends ServiceDeps {
  settings: SpeechServices['yandex'];
}

const NAME = 'Yandex SpeechKit';
// In the mode for more than 250 characters: https://yandex.cloud/en/docs/speechkit/concepts/limits
const LONGEST_TEXT = 5_000;
const SAMPLE_RATE = 48_000;
const SPEEDS = { min: 0.1, max: 3 };
const FORMAT = { rawAudio: { audioEncoding: 'LINEAR16_PCM', sampleRateHertz: String(SAMPLE_RATE) } };

const milliseconds = z.coerce.number().catch(Number.NaN);
const chunkSchema = z.object({
  audioChunk: z.object({ data: z.string() }).nullish(),
  textChunk: z.object({ text: z.string().default('') }).nullish(),
  // The gateway leaves out a zero.
  startMs: milliseconds.default(0),
});
const partSchema = z.object({
  result: chunkSchema.optional(),
  error: z.object({ message: z.string().default('no reason given') }).optional(),
});

/**
 * Creates an engine that asks Yandex SpeechKit by its API v3, which answers with a stream of chunks:
 * https://yandex.cloud/en/docs/speechkit/tts-v3/api-ref/Synthesizer/utteranceSynthesis
 */
export function createYandexEngine({ settings, ...deps }: YandexDeps): SpeechEngine {
  const { apiKey, iamToken, folderId, baseUrl } = settings;
  const voices = yandexVoicesOf(settings, { sampleRate: SAMPLE_RATE });
  const variables =
    apiKey === undefined ? 'YANDEX_IAM_TOKEN or YANDEX_FOLDER_ID' : 'YANDEX_API_KEY or YANDEX_FOLDER_ID';
  const service = createService({ ...deps, name: NAME, baseUrl, variables });
  const authorization = apiKey === undefined ? `Bearer ${iamToken}` : `Api-Key ${apiKey}`;

  return {
    async availability() {
      if (apiKey !== undefined || iamToken !== undefined) return { voices };
      return { voices: [], missing: 'YANDEX_API_KEY or YANDEX_IAM_TOKEN' };
    },

    async speak({ text, voice, rate }, { signal }) {
      assertLength(NAME, text, LONGEST_TEXT);
      const { name } = serviceVoice(voices, voice);
      const role = yandexRole(name);
      const request = {
        text: withoutMarkup(text),
        hints: [
          { voice: name },
          ...(role === undefined ? [] : [{ role }]),
          { speed: Math.min(Math.max(rate, SPEEDS.min), SPEEDS.max) },
        ],
        outputAudioSpec: FORMAT,
        loudnessNormalizationType: 'LUFS',
        unsafeMode: true,
      };
      const headers = {
        'content-type': 'application/json',
        authorization,
        ...(folderId === undefined ? {} : { 'x-folder-id': folderId }),
      };
      const confidential = { text, secrets: [apiKey, iamToken].filter((secret) => secret !== undefined) };
      const call = { path: '/tts/v3/utteranceSynthesis', headers, body: JSON.stringify(request), ...confidential };
      const { body } = await service.call(call, { signal });
      const chunks = parseChunks(body, confidential);
      const sound = Buffer.concat(chunks.map(({ audioChunk }) => Buffer.from(audioChunk?.data ?? '', 'base64')));
      if (sound.length === 0) throw new StepError('SPEECH_FAILED', `${NAME} sends no sound`);
      const heard = chunks.map(({ textChunk, startMs }) => ({ text: textChunk?.text ?? '', startMs }));
      return { samples: samplesOf(sound), sampleRate: SAMPLE_RATE, events: wordTimes(text, heard) };
    },

    close: () => service.close(),
  };
}

function parseChunks(body: Buffer, confidential: Confidential): z.infer<typeof chunkSchema>[] {
  const parts = parse(body);
  for (const { error } of parts) if (error !== undefined) throw refused(NAME, error.message, confidential);
  return parts.flatMap(({ result }) => result ?? []);
}

function parse(body: Buffer): z.infer<typeof partSchema>[] {
  try {
    return z.array(partSchema).parse(jsonObjects(body.toString()));
  } catch (cause) {
    throw new StepError('SPEECH_FAILED', `what ${NAME} sends is not sound, or is cut off`, { cause });
  }
}

/**
 * Returns the text without the signs of its markup: https://yandex.cloud/en/docs/speechkit/tts/markup/tts-markup. A plus
 * before a vowel stays, it marks the stress.
 */
function withoutMarkup(text: string): string {
  return text.replace(/\*\*|sil<\[\d*\]>|<\[|\]>|\[\[|\]\]/g, ' ');
}
