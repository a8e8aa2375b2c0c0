// JavaScript, because the loader that runs TypeScript does not reach into worker threads on Node 20.
import createEspeak from '@echogarden/espeak-ng-emscripten';

/**
 * @typedef {object} EspeakOrder
 * @property {string} text
 * @property {string} voice as `espeak-ng -v` takes it: a language, and a variant after `+`
 * @property {number} rate words a minute
 * @property {number} pitch 0…100; 50 is the voice's own
 */

/**
 * @typedef {object} EspeakResult
 * @property {Int16Array} samples
 * @property {number} sampleRate
 * @property {{ index: number, startMs: number }[]} events where words start: index in the text, in code points
 */

/** @type {Promise<import('@echogarden/espeak-ng-emscripten').EspeakWorker> | undefined} */
let loading;

async function load() {
  const module = await createEspeak();
  return new module.eSpeakNGWorker();
}

/**
 * Speaks one text; synthesis blocks the thread it runs on. Throws where espeak-ng does not have the voice.
 * @param {EspeakOrder} order
 * @returns {Promise<EspeakResult>}
 */
export async function synthesise({ text, voice, rate, pitch }) {
  loading ??= load();
  const espeak = await loading;
  if (espeak.set_voice(voice) !== 0) throw new RangeError(`espeak-ng has no voice ${voice}`);
  espeak.rate = rate;
  espeak.pitch = pitch;
  /** @type {Int16Array[]} */
  const chunks = [];
  /** @type {EspeakResult['events']} */
  const events = [];
  espeak.synthesize(text, (chunk, batch) => {
    chunks.push(chunk);
    for (const { type, text_position, audio_position } of batch) {
      if (type === 'word') events.push({ index: text_position - 1, startMs: audio_position });
    }
    return false;
  });
  return { samples: concatenate(chunks), sampleRate: espeak.samplerate, events };
}

/** @param {Int16Array[]} chunks */
function concatenate(chunks) {
  const samples = new Int16Array(chunks.reduce((length, chunk) => length + chunk.length, 0));
  let at = 0;
  for (const chunk of chunks) {
    samples.set(chunk, at);
    at += chunk.length;
  }
  return samples;
}
