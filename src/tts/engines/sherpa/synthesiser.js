// A process that speaks lines with sherpa-onnx, each in answer to a message. Its native code ends the process at a fault
// of a model, so it runs in one of its own. JavaScript, because a loader of TypeScript would double its memory.
import process from 'node:process';

/**
 * @typedef {object} SherpaOrder
 * @property {Record<string, Record<string, string>>} model paths of the model's files, below the name of its kind
 * @property {string} text
 * @property {number} speaker
 * @property {number} speed 1 being the model's own
 * @property {string} language
 */

/**
 * @typedef {object} SherpaResult
 * @property {Int16Array} [samples]
 * @property {number} [sampleRate]
 * @property {string} [error] why the line could not be spoken
 */

/** @type {Promise<import('sherpa-onnx-node').OfflineTts> | undefined} */
let loading;

/** @param {SherpaOrder['model']} model */
async function load(model) {
  const { default: sherpa } = await import('sherpa-onnx-node');
  return sherpa.OfflineTts.createAsync({
    model: { ...model, numThreads: 1, provider: 'cpu', debug: false },
    maxNumSentences: 1,
  });
}

/**
 * @param {SherpaOrder} order
 * @returns {Promise<SherpaResult>}
 */
async function speak({ model, text, speaker, speed, language }) {
  loading ??= load(model);
  const tts = await loading;
  const generationConfig = { sid: speaker, speed, extra: { lang: language } };
  const { samples, sampleRate } = await tts.generateAsync({ text, generationConfig, enableExternalBuffer: false });
  return { samples: Int16Array.from(samples, toInteger), sampleRate };
}

/** @param {number} sample */
function toInteger(sample) {
  return Math.round(Math.min(Math.max(sample, -1), 1) * 32_767);
}

process.on('message', async (/** @type {SherpaOrder} */ order) => {
  const result = await speak(order).catch((error) => ({ error: String(error) }));
  process.send?.(result);
});
// The process that started this one has ended.
process.on('disconnect', () => process.exit());
