import { FULL_SCALE } from '#root/media/sound.js';

// Highest amplitude of the silence before the first word and after the last, as a fraction of full scale.
const SILENCE = 0.01;
// Length of silence kept at both ends, because consonants begin and end below that amplitude.
const MARGIN_MS = 15;
// RMS of the audible part. Measured with ebur128, spoken lines at this level have −20 LUFS.
const TARGET_RMS = 10 ** (-18.6 / 20);
// Largest excess of a peak over the limit, so that the limiter does not distort a click in a soft sound.
const MOST_LIMITING = 10 ** (6 / 20);
/** Highest sample peak, as a fraction of full scale: −2.5 dB keeps the true peak below −2 dB. */
export const HIGHEST_PEAK = 10 ** (-2.5 / 20);

export interface Trimmed {
  samples: Int16Array;
  /** Length of the silence that was cut off at the start, in milliseconds. */
  leadMs: number;
}

/** Cuts off the silence at both ends except for a few milliseconds. Returns a completely silent sound unchanged. */
export function trimSilence(samples: Int16Array, sampleRate: number): Trimmed {
  const isAudible = (sample: number) => Math.abs(sample) > SILENCE * FULL_SCALE;
  const first = samples.findIndex(isAudible);
  if (first < 0) return { samples, leadMs: 0 };
  const margin = Math.round((sampleRate * MARGIN_MS) / 1_000);
  const from = Math.max(first - margin, 0);
  const to = samples.findLastIndex(isAudible) + 1 + margin;
  return { samples: samples.subarray(from, to), leadMs: (from / sampleRate) * 1_000 };
}

/** Returns the gain that gives the sound the common level of all voices. It does not limit peaks. */
export function gainFor(samples: Int16Array): number {
  let squares = 0;
  let peak = 0;
  let audible = 0;
  for (const sample of samples) {
    const value = Math.abs(sample) / FULL_SCALE;
    peak = Math.max(peak, value);
    // Pauses are left out, so that a slow speaker does not become louder.
    if (value > SILENCE) {
      squares += value * value;
      audible += 1;
    }
  }
  if (audible === 0) return 1;
  return Math.min(TARGET_RMS / Math.sqrt(squares / audible), (MOST_LIMITING * HIGHEST_PEAK) / peak);
}
