// JavaScript, because tsx does not load TypeScript in worker threads on Node 20.
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import createEspeak from '@echogarden/espeak-ng-emscripten';

const DATA = createRequire(import.meta.url).resolve('@echogarden/espeak-ng-emscripten/espeak-ng.data');

/**
 * @typedef {object} EspeakOrder
 * @property {string} text
 * @property {string} voice value of `espeak-ng -v`: a language, then a variant after `+`
 * @property {number} rate words per minute
 * @property {number} pitch from 0 to 100; 50 is the voice's own
 */

/**
 * @typedef {object} EspeakResult
 * @property {Int16Array} samples
 * @property {number} sampleRate
 * @property {import('#root/tts/speech-engine.js').SpeechEvent[]} events starts of words
 */

/** @type {Promise<import('@echogarden/espeak-ng-emscripten').EspeakWorker> | undefined} */
let loading;

async function load() {
  // The package does not find its own data in a folder whose name contains `#`, `?` or `%`.
  const { buffer } = await readFile(DATA);
  const module = await createEspeak({ getPreloadedPackage: () => buffer });
  return new module.eSpeakNGWorker();
}

/**
 * Speaks one text. Synthesis blocks its thread. Throws if espeak-ng does not have the voice.
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
  let offset = 0;
  for (const chunk of chunks) {
    samples.set(chunk, offset);
    offset += chunk.length;
  }
  return samples;
}
