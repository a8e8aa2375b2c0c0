import { SAMPLE_RATE } from '#root/media/sound.js';

/** Left and right. */
export type Stereo = readonly [Float32Array, Float32Array];

/** Second-order filter, with a0 = 1. */
export interface Biquad {
  b: readonly [number, number, number];
  a: readonly [number, number];
}

// After this time the ringing of a filter is too quiet to be heard.
const WARM_UP_SECONDS = 3;

/** Filters a loop as if it had been repeated: its end rings in its beginning. */
export function filterLoop(loop: Float32Array, filter: (samples: Float32Array) => Float32Array): Float32Array {
  const warmUp = Math.min(loop.length, WARM_UP_SECONDS * SAMPLE_RATE);
  const unrolled = new Float32Array(warmUp + loop.length);
  unrolled.set(loop.subarray(loop.length - warmUp));
  unrolled.set(loop, warmUp);
  return filter(unrolled).subarray(warmUp);
}

export function biquad(samples: Float32Array, { b: [b0, b1, b2], a: [a1, a2] }: Biquad): Float32Array {
  const output = new Float32Array(samples.length);
  let x1 = 0;
  let x2 = 0;
  let y1 = 0;
  let y2 = 0;
  for (let index = 0; index < samples.length; index += 1) {
    const x = samples[index] ?? 0;
    const y = b0 * x + b1 * x1 + b2 * x2 - a1 * y1 - a2 * y2;
    x2 = x1;
    x1 = x;
    y2 = y1;
    y1 = y;
    output[index] = y;
  }
  return output;
}

/** Raises or lowers a band. Source: Audio EQ Cookbook, https://www.w3.org/TR/audio-eq-cookbook/. */
export function peaking(hertz: number, q: number, decibels: number): Biquad {
  const { alpha, cosine } = angle(hertz, q);
  const amplitude = 10 ** (decibels / 40);
  const a0 = 1 + alpha / amplitude;
  return {
    b: [(1 + alpha * amplitude) / a0, (-2 * cosine) / a0, (1 - alpha * amplitude) / a0],
    a: [(-2 * cosine) / a0, (1 - alpha / amplitude) / a0],
  };
}

/** Passes a band and keeps the level of its middle. Source as for `peaking`. */
export function bandPass(hertz: number, q: number): Biquad {
  const { alpha, cosine } = angle(hertz, q);
  const a0 = 1 + alpha;
  return { b: [alpha / a0, 0, -alpha / a0], a: [(-2 * cosine) / a0, (1 - alpha) / a0] };
}

function angle(hertz: number, q: number): { alpha: number; cosine: number } {
  const omega = (2 * Math.PI * hertz) / SAMPLE_RATE;
  return { alpha: Math.sin(omega) / (2 * q), cosine: Math.cos(omega) };
}
