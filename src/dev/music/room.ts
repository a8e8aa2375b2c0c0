import { filterLoop, type Stereo } from '#root/dev/music/filters.js';

// Delays of Jezar's Freeverb, in samples. No two have large common factors, so that no echo stands out.
// Source: https://ccrma.stanford.edu/~jos/pasp/Freeverb.html.
const COMBS = [1_116, 1_188, 1_277, 1_356, 1_422, 1_491, 1_557, 1_617];
const ALLPASSES = [556, 441, 341, 225];
// The delays of the right side are longer by this, which makes the room wide.
const SPREAD = 23;
const FEEDBACK = 0.84;
// An echo loses this share of its treble with every repetition.
const DAMPING = 0.4;
const WET = 0.3;

/** Returns the loop as it sounds in a room. */
export function addRoom(dry: Stereo): Stereo {
  const [left, right] = dry;
  const source = left.map((value, index) => (value + (right[index] ?? 0)) / 2);
  const side = (own: Float32Array, spread: number) => {
    const wet = filterLoop(source, (samples) => reverberate(samples, spread));
    return own.map((value, index) => value + WET * (wet[index] ?? 0));
  };
  return [side(left, 0), side(right, SPREAD)];
}

function reverberate(source: Float32Array, spread: number): Float32Array {
  const wet = new Float32Array(source.length);
  for (const delay of COMBS) addComb(source, delay + spread, wet);
  for (const delay of ALLPASSES) passAll(wet, delay + spread);
  return wet;
}

function addComb(source: Float32Array, delay: number, output: Float32Array): void {
  const ring = new Float32Array(delay);
  let dull = 0;
  let at = 0;
  for (let index = 0; index < source.length; index += 1) {
    const echo = ring[at] ?? 0;
    dull = echo * (1 - DAMPING) + dull * DAMPING;
    ring[at] = (source[index] ?? 0) + dull * FEEDBACK;
    output[index] = (output[index] ?? 0) + echo / COMBS.length;
    at = at + 1 === delay ? 0 : at + 1;
  }
}

function passAll(samples: Float32Array, delay: number): void {
  const ring = new Float32Array(delay);
  for (let index = 0; index < samples.length; index += 1) {
    const input = samples[index] ?? 0;
    const echo = ring[index % delay] ?? 0;
    ring[index % delay] = input + echo / 2;
    samples[index] = echo - input;
  }
}
