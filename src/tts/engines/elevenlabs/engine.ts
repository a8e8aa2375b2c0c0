import { z } from 'zod';
import type { SpeechServices } from '#root/config/speech-services.js';
import { StepError } from '#root/errors.js';
import { elevenlabsVoicesOf, OUTPUT } from '#root/tts/engines/elevenlabs/voices.js';
import { createService, type ServiceAnswer, type ServiceDeps } from '#root/tts/engines/service-call.js';
import { assertLength, type Confidential, reasonOf, refused } from '#root/tts/engines/service-errors.js';
import { createSoundDecoder, type SoundDeps } from '#root/tts/engines/service-sound.js';
import { serviceVoice } from '#root/tts/engines/service-voices.js';
import { wordTimes } from '#root/tts/engines/word-times.js';
import type { SpeechEngine } from '#root/tts/speech-engine.js';

export interface ElevenlabsDeps extends ServiceDeps, SoundDeps {
  settings: SpeechServices['elevenlabs'];
}

const NAME = 'ElevenLabs';
// The least of its current models: https://elevenlabs.io/docs/models
const LONGEST_TEXT = 5_000;
// https://elevenlabs.io/docs/api-reference/text-to-speech/convert-with-timestamps
const SPEEDS = { min: 0.7, max: 1.2 };

const answerSchema = z.object({
  audio_base64: z.string().min(1),
  alignment: z
    .object({ characters: z.array(z.string()), character_start_times_seconds: z.array(z.number()) })
    .nullish()
    // Times only help with captions.
    .catch(undefined),
});

/** Creates an engine that asks ElevenLabs, which reports when each character is heard. */
export function createElevenlabsEngine({ settings, ...deps }: ElevenlabsDeps): SpeechEngine {
  const { key, baseUrl, model } = settings;
  const voices = elevenlabsVoicesOf(settings);
  const service = createService({ ...deps, name: NAME, baseUrl, variables: 'ELEVENLABS_API_KEY' });
  const decode = createSoundDecoder(NAME, deps);

  return {
    async availability() {
      return key === undefined ? { voices: [], missing: 'ELEVENLABS_API_KEY' } : { voices };
    },

    async speak({ text, voice, rate }, { signal }) {
      assertLength(NAME, text, LONGEST_TEXT);
      const confidential = { text, secrets: [key ?? ''] };
      const request = {
        text,
        model_id: model,
        ...(rate === 1 ? {} : { voice_settings: { speed: Math.min(Math.max(rate, SPEEDS.min), SPEEDS.max) } }),
      };
      const { name } = serviceVoice(voices, voice);
      const path = `/v1/text-to-speech/${encodeURIComponent(name)}/with-timestamps?output_format=${OUTPUT}`;
      const headers = { 'content-type': 'application/json', 'xi-api-key': key ?? '' };
      const call = { path, headers, body: JSON.stringify(request), ...confidential };
      const { audio_base64, alignment } = parseAnswer(await service.call(call, { signal }), confidential);
      const sound = await decode(Buffer.from(audio_base64, 'base64'), { signal });
      const { characters = [], character_start_times_seconds: starts = [] } = alignment ?? {};
      const heard = characters.map((character, at) => ({
        text: character,
        startMs: (starts[at] ?? Number.NaN) * 1_000,
      }));
      return { ...sound, events: wordTimes(text, heard) };
    },

    close: () => service.close(),
  };
}

function parseAnswer({ body }: ServiceAnswer, confidential: Confidential): z.infer<typeof answerSchema> {
  try {
    return answerSchema.parse(JSON.parse(body.toString()));
  } catch (cause) {
    const { reason } = reasonOf(body);
    if (reason !== undefined) throw refused(NAME, reason, confidential);
    throw new StepError('SPEECH_FAILED', `${NAME} sends no sound`, { cause });
  }
}
