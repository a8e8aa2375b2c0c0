import type { SpeechServices } from '#root/config/speech-services.js';
import { openaiVoicesOf } from '#root/tts/engines/openai/voices.js';
import { createService, type ServiceAnswer, type ServiceDeps } from '#root/tts/engines/service-call.js';
import { assertLength } from '#root/tts/engines/service-errors.js';
import { assertSound, createSoundDecoder, type SoundDeps } from '#root/tts/engines/service-sound.js';
import { serviceVoice } from '#root/tts/engines/service-voices.js';
import { samplesOf } from '#root/tts/engines/wav.js';
import type { SpeechEngine } from '#root/tts/speech-engine.js';

export interface OpenaiDeps extends ServiceDeps, SoundDeps {
  settings: SpeechServices['openai'];
}

// Limits and formats: https://platform.openai.com/docs/api-reference/audio/createSpeech
const LONGEST_TEXT = 4_096;
const SPEEDS = { min: 0.25, max: 4 };
// "24kHz (24,000 samples/s) 16-bit signed low-endian, without the header"
const PCM_RATE = 24_000;

/** Creates an engine that asks OpenAI, or another server with its `/v1/audio/speech`. It reports no word times. */
export function createOpenaiEngine({ settings, ...deps }: OpenaiDeps): SpeechEngine {
  const { key, isOwnServer, baseUrl, model, format, instructions } = settings;
  const name = isOwnServer ? `the speech server ${new URL(baseUrl).host}` : 'OpenAI';
  const voices = openaiVoicesOf(settings);
  const service = createService({ ...deps, name, baseUrl, variables: 'OPENAI_API_KEY or OPENAI_BASE_URL' });
  const decode = createSoundDecoder(name, deps);

  return {
    // A server of one's own may do without a key.
    async availability() {
      return key === undefined && !isOwnServer ? { voices: [], missing: 'OPENAI_API_KEY' } : { voices };
    },

    async speak({ text, voice, rate }, { signal }) {
      assertLength(name, text, LONGEST_TEXT);
      const secrets = key === undefined ? [] : [key];
      const request = {
        model,
        voice: serviceVoice(voices, voice).name,
        input: text,
        response_format: format,
        // Some servers refuse what they do not know.
        ...(rate === 1 ? {} : { speed: Math.min(Math.max(rate, SPEEDS.min), SPEEDS.max) }),
        ...(instructions === undefined ? {} : { instructions }),
      };
      const headers = {
        'content-type': 'application/json',
        ...(key === undefined ? {} : { authorization: `Bearer ${key}` }),
      };
      const call = { path: '/audio/speech', headers, body: JSON.stringify(request), text, secrets };
      const answer = await service.call(call, { signal });
      assertSound(name, answer, { text, secrets });
      if (isRaw(answer)) return { samples: samplesOf(answer.body), sampleRate: PCM_RATE };
      return decode(answer.body, { signal });
    },

    close: () => service.close(),
  };

  /** Some servers send another format than they are asked for, or name another one than they send. */
  function isRaw({ type, body }: ServiceAnswer): boolean {
    const start = body.toString('latin1', 0, 8);
    const isMp3 = type === 'audio/mpeg' && /^\xff[\xe0-\xff]/.test(start);
    return format === 'pcm' && body.length > 0 && !isMp3 && !/^(RIFF|ID3|OggS|fLaC|\s*[{<])/.test(start);
  }
}
