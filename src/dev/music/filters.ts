import type { Biquad } from '#root/media/biquad.js';
import { SAMPLE_RATE } from '#root/media/sound.js';

/** Left and right. */
export type Stereo = readonly [Float32Array, Float32Array];

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
