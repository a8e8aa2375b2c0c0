import { type Biquad, biquad } from '#root/media/biquad.js';

/** Loudness of a mean square of 1 after K-weighting, in LUFS: ITU-R BS.1770-5, annex 1. */
export const LUFS_OFFSET = -0.691;

/** Returns the samples as loud as the ear hears them. */
export function kWeighted(samples: Float32Array, sampleRate: number): Float32Array {
  return biquad(biquad(samples, head(sampleRate)), lowCut(sampleRate));
}

// ITU-R BS.1770-5, annex 1 gives the coefficients of both filters at 48 kHz only. These are the analogue filters behind
// them, as in libebur128: https://github.com/jiixyj/libebur128.

/** Returns the filter for the effect of the head. */
function head(sampleRate: number): Biquad {
  const k = Math.tan((Math.PI * 1_681.974450955533) / sampleRate);
  const q = 0.7071752369554196;
  const high = 10 ** (3.999843853973347 / 20);
  const band = high ** 0.4996667741545416;
  const a0 = 1 + k / q + k * k;
  return {
    b: [(high + (band * k) / q + k * k) / a0, (2 * (k * k - high)) / a0, (high - (band * k) / q + k * k) / a0],
    a: poles(k, q),
  };
}

function lowCut(sampleRate: number): Biquad {
  return { b: [1, -2, 1], a: poles(Math.tan((Math.PI * 38.13547087602444) / sampleRate), 0.5003270373238773) };
}

function poles(k: number, q: number): Biquad['a'] {
  const a0 = 1 + k / q + k * k;
  return [(2 * (k * k - 1)) / a0, (1 - k / q + k * k) / a0];
}
