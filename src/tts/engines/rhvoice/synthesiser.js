// A process that speaks lines with RHVoice, each in answer to a message. Its library is native, so a crash ends this
// process only. JavaScript, because a loader of TypeScript would double its memory.
import process from 'node:process';
import koffi from 'koffi';

/**
 * @typedef {object} RhvoiceOrder
 * @property {readonly string[]} libraries paths of RHVoice's libraries, each after those that it needs
 * @property {string} data folder of its languages and voices
 * @property {string} profile name of the voice
 * @property {number} rate speed, 1 being the voice's own
 * @property {Uint8Array} text in UTF-8
 */

/**
 * @typedef {object} RhvoiceResult
 * @property {Int16Array} samples
 * @property {number} sampleRate
 * @property {{ position: number, startMs: number }[]} words positions in the text, in bytes
 */

// The kernel ends this process with the one that started it, even if RHVoice never returns: prctl(2), PR_SET_PDEATHSIG.
const PR_SET_PDEATHSIG = 1;
const SIGKILL = 9;
koffi.load(null).func('int prctl(int, ulong, ulong, ulong, ulong)')(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0);

// The types of RHVoice.h.
const RateCallback = koffi.proto('int RateCallback(int, void *)');
const SoundCallback = koffi.proto('int SoundCallback(const int16_t *, uint, void *)');
const WordCallback = koffi.proto('int WordCallback(uint, uint, void *)');
const SentenceCallback = koffi.proto('int SentenceCallback(uint, uint, void *)');
koffi.struct('Callbacks', {
  set_sample_rate: koffi.pointer(RateCallback),
  play_speech: koffi.pointer(SoundCallback),
  process_mark: 'void *',
  word_starts: koffi.pointer(WordCallback),
  word_ends: 'void *',
  sentence_starts: koffi.pointer(SentenceCallback),
  sentence_ends: 'void *',
  play_audio: 'void *',
  done: 'void *',
});
koffi.struct('InitParams', {
  data_path: 'str',
  config_path: 'str',
  resource_paths: 'void *',
  callbacks: 'Callbacks',
  options: 'uint',
});
koffi.struct('SynthParams', {
  voice_profile: 'str',
  absolute_rate: 'double',
  absolute_pitch: 'double',
  absolute_volume: 'double',
  relative_rate: 'double',
  relative_pitch: 'double',
  relative_volume: 'double',
  punctuation_mode: 'int',
  punctuation_list: 'str',
  capitals_mode: 'int',
  flags: 'int',
});
const PLAIN_TEXT = 0;
const CONTINUE = 1;

/** @type {Int16Array[]} */
let chunks = [];
let sampleRate = 0;
/** @type {{ position: number, chunk: number, isFirst: boolean }[]} */
let words = [];
/** Whether a sentence has started, and no word of it. */
let isFirst = false;

const callbacks = {
  set_sample_rate: koffi.register((/** @type {number} */ rate) => {
    sampleRate = rate;
    return CONTINUE;
  }, koffi.pointer(RateCallback)),
  play_speech: koffi.register((/** @type {bigint} */ samples, /** @type {number} */ count) => {
    chunks.push(Int16Array.from(koffi.decode(samples, koffi.array('int16_t', count, 'Typed'))));
    return CONTINUE;
  }, koffi.pointer(SoundCallback)),
  word_starts: koffi.register((/** @type {number} */ position) => {
    words.push({ position, chunk: chunks.length, isFirst });
    isFirst = false;
    return CONTINUE;
  }, koffi.pointer(WordCallback)),
  sentence_starts: koffi.register(() => {
    isFirst = true;
    return CONTINUE;
  }, koffi.pointer(SentenceCallback)),
};

/** @param {RhvoiceOrder} order */
function load({ libraries, data }) {
  const library = libraries.map((path) => koffi.load(path, { global: true })).at(-1);
  if (library === undefined) throw new RangeError('no libraries');
  const createEngine = library.func('void *RHVoice_new_tts_engine(const InitParams *)');
  // No configuration file: one of the system would change the sound.
  const engine = createEngine({ data_path: data, config_path: '/nonexistent', callbacks, options: 0 });
  if (engine === null) throw new Error('RHVoice finds no voice');
  const createMessage = library.func(
    'void *RHVoice_new_message(void *, const uint8_t *, uint, int, const SynthParams *, void *)',
  );
  return {
    /** @type {(text: Uint8Array, parameters: object) => unknown} */
    createMessage: (text, parameters) => createMessage(engine, text, text.length, PLAIN_TEXT, parameters, null),
    speak: library.func('int RHVoice_speak(void *)'),
    deleteMessage: library.func('void RHVoice_delete_message(void *)'),
  };
}

/** @type {ReturnType<typeof load> | undefined} */
let rhvoice;

/**
 * @param {RhvoiceOrder} order
 * @returns {RhvoiceResult}
 */
function synthesise(order) {
  rhvoice ??= load(order);
  [chunks, words, isFirst] = [[], [], false];
  const message = rhvoice.createMessage(order.text, {
    voice_profile: order.profile,
    absolute_rate: 0,
    absolute_pitch: 0,
    absolute_volume: 0,
    relative_rate: order.rate,
    relative_pitch: 1,
    relative_volume: 1,
    punctuation_mode: 0,
    punctuation_list: null,
    capitals_mode: 0,
    flags: 0,
  });
  if (message === null) throw new Error('RHVoice refuses the text or the voice');
  const spoken = rhvoice.speak(message);
  rhvoice.deleteMessage(message);
  if (spoken !== 1) throw new Error('RHVoice could not speak the text');
  return assemble();
}

// A sentence starts with a new chunk, and is heard 15 to 40 ms after its beginning: the medians of the four voices in 141
// sentences, by the rise of energy.
const SENTENCE_LEAD_MS = 30;

/**
 * RHVoice reports a word when it is synthesised, before it hands on the chunk of about 100 ms in which the word starts.
 * The middle of the chunk is at most 50 ms away from it. In the middle of sentences it has no bias: the words that the
 * aligner finds are 10 ms earlier with Anna, and 2 to 5 ms later with the other voices, in 125 words each.
 * @returns {RhvoiceResult}
 */
function assemble() {
  const length = chunks.reduce((sum, chunk) => sum + chunk.length, 0);
  const samples = new Int16Array(length);
  /** @type {number[]} */
  const starts = [];
  let offset = 0;
  for (const chunk of chunks) {
    samples.set(chunk, offset);
    starts.push(offset);
    offset += chunk.length;
  }
  const toMs = (/** @type {number} */ samples) => (samples / sampleRate) * 1_000;
  const startMs = (/** @type {(typeof words)[number]} */ { chunk, isFirst }) => {
    const start = toMs(starts[chunk] ?? length);
    const half = toMs((chunks[chunk]?.length ?? 0) / 2);
    return start + (isFirst ? Math.min(SENTENCE_LEAD_MS, half) : half);
  };
  return {
    samples,
    sampleRate,
    words: words.map((word) => ({ position: word.position, startMs: startMs(word) })),
  };
}

process.on('message', (order) => process.send?.(synthesise(/** @type {RhvoiceOrder} */ (order))));
