import { AbortedError, StepError } from '#root/errors.js';
import { timeoutSignal } from '#root/process/timeout-signal.js';
import { type FliteText, fliteText } from '#root/tts/engines/flite/spoken-text.js';
import { type FliteSettings, type FliteVoice, fliteVoices } from '#root/tts/engines/flite/voices.js';
import { fliteEvents } from '#root/tts/engines/flite/word-times.js';
import type { EngineInstances } from '#root/tts/engines/instances.js';
import { startThread } from '#root/tts/engines/start-thread.js';
import { samplesOf } from '#root/tts/engines/wav.js';
import type { Sound, SpeechEngine, Voice } from '#root/tts/speech-engine.js';
import type { FliteOrder, FliteResult } from './thread.js';

// A line of 1,000 characters takes four seconds. A call that takes longer than this limit hangs.
const TIMEOUT_MS = 60_000;
const ENGINE = 'flite';
const FILE = new URL('./thread.js', import.meta.url);
const KIND = {
  engine: ENGINE,
  // One thread is enough: it speaks 25 times as fast as people, and takes 80 MB.
  users: Number.POSITIVE_INFINITY,
  start: () => startThread<FliteOrder, FliteResult>(FILE, 'synthesise'),
};
const WAV_HEADER_BYTES = 44;

/** Creates an engine that runs flite as WebAssembly in a worker thread. It speaks English, on any machine. */
export function createFliteEngine({ instances }: { instances: EngineInstances }): SpeechEngine {
  return {
    availability: async () => ({ voices: fliteVoices }),

    async speak({ text, voice, rate, languages }, { signal }) {
      const { settings } = voiceOf(voice);
      const spoken = fliteText(text, languages);
      if (spoken === undefined) return undefined;
      const order = toOrder(spoken, settings, rate);
      try {
        const limited = timeoutSignal(TIMEOUT_MS, signal);
        const result = await instances.use(KIND, (thread) => thread.run(order, limited));
        return { ...decode(result.wav), events: fliteEvents(spoken, result) };
      } catch (error) {
        if (signal.aborted) throw new AbortedError(signal.reason);
        throw new StepError('SPEECH_FAILED', 'flite could not speak the line', { cause: error });
      }
    },

    close: () => instances.close(ENGINE),
  };
}

function voiceOf({ id }: Voice): FliteVoice {
  const voice = fliteVoices.find((each) => each.id === id);
  if (voice === undefined) throw new RangeError(`flite has no voice ${id}`);
  return voice;
}

function toOrder({ text, listed }: FliteText, { name, stretch }: FliteSettings, rate: number): FliteOrder {
  return { text, listed, voice: name, stretch: stretch / rate };
}

/** Returns the samples of the file that flite writes. Throws RangeError if any of it is missing. */
function decode({ buffer, byteOffset, byteLength }: Uint8Array): Sound {
  const wav = Buffer.from(buffer, byteOffset, byteLength);
  const end = WAV_HEADER_BYTES + wav.readUInt32LE(WAV_HEADER_BYTES - 4);
  if (end > wav.length) throw new RangeError('the sound is incomplete');
  return { samples: samplesOf(wav.subarray(WAV_HEADER_BYTES, end)), sampleRate: wav.readUInt32LE(24) };
}
