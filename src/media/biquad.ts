/** Second-order filter, with a0 = 1. */
export interface Biquad {
  b: readonly [number, number, number];
  a: readonly [number, number];
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

/** Lowers what is below the frequency. Source: Audio EQ Cookbook, https://www.w3.org/TR/audio-eq-cookbook/. */
export function highPass(hertz: number, q: number, sampleRate: number): Biquad {
  const omega = (2 * Math.PI * hertz) / sampleRate;
  const alpha = Math.sin(omega) / (2 * q);
  const cosine = Math.cos(omega);
  const a0 = 1 + alpha;
  const side = (1 + cosine) / 2 / a0;
  return { b: [side, -2 * side, side], a: [(-2 * cosine) / a0, (1 - alpha) / a0] };
}
