import magnitudes from 'fourier-transform';

// The usual analysis of speech: windows of 25 ms every 10 ms, and 26 bands that are equally wide on the mel scale.
const WINDOW_MS = 25;
/** Distance between frames, in milliseconds. */
export const HOP_MS = 10;
export const BANDS = 26;
const LOWEST_HERTZ = 80;
/** Upper end of the highest band, in Hz, if the sound reaches that far. */
export const HIGHEST_HERTZ = 7_000;
const PRE_EMPHASIS = 0.97;

/**
 * Returns the energy in each mel band of every frame: `BANDS` values a frame, one frame every `HOP_MS`.
 * @param {import('./thread.js').Sound} sound
 * @param {number} highestHertz upper end of the highest band
 */
export function melBands({ samples, sampleRate }, highestHertz) {
  const length = Math.round((sampleRate * WINDOW_MS) / 1_000);
  const size = 2 ** Math.ceil(Math.log2(length));
  const hop = (sampleRate * HOP_MS) / 1_000;
  const frames = Math.floor(samples.length / hop);
  const window = Float64Array.from({ length }, (_, at) => 0.54 - 0.46 * Math.cos((2 * Math.PI * at) / (length - 1)));
  const weights = bandWeights(size, sampleRate, highestHertz);
  const frame = new Float64Array(size);
  const spectrum = new Float64Array(size / 2);
  const bands = new Float32Array(frames * BANDS);
  for (let index = 0; index < frames; index += 1) {
    const from = Math.round((index + 0.5) * hop - length / 2);
    for (let at = 0; at < length; at += 1) {
      const emphasised = (samples[from + at] ?? 0) - PRE_EMPHASIS * (samples[from + at - 1] ?? 0);
      frame[at] = emphasised * (window[at] ?? 0);
    }
    magnitudes(frame, spectrum);
    for (const [band, { first, values }] of weights.entries()) {
      let energy = 0;
      for (let at = 0; at < values.length; at += 1) energy += (values[at] ?? 0) * (spectrum[first + at] ?? 0) ** 2;
      bands[index * BANDS + band] = energy;
    }
  }
  return bands;
}

/**
 * Returns triangular weights of the frequencies of a spectrum, for each band.
 * @param {number} size number of samples in a frame
 * @param {number} sampleRate
 * @param {number} highestHertz
 */
function bandWeights(size, sampleRate, highestHertz) {
  const lowest = toMel(LOWEST_HERTZ);
  const step = (toMel(highestHertz) - lowest) / (BANDS + 1);
  const edges = Array.from({ length: BANDS + 2 }, (_, edge) => (fromMel(lowest + step * edge) * size) / sampleRate);
  return Array.from({ length: BANDS }, (_, band) => {
    const [low = 0, middle = 0, high = 0] = edges.slice(band, band + 3);
    const first = Math.ceil(low);
    const values = Array.from({ length: Math.max(Math.floor(high) - first + 1, 1) }, (_, at) => {
      const rising = (first + at - low) / (middle - low);
      return Math.max(Math.min(rising, (high - first - at) / (high - middle)), 0);
    });
    return { first, values };
  });
}

/** @param {number} hertz */
function toMel(hertz) {
  return 1_127 * Math.log(1 + hertz / 700);
}

/** @param {number} mel */
function fromMel(mel) {
  return 700 * (Math.exp(mel / 1_127) - 1);
}
