import { FULL_SCALE } from '#root/media/sound.js';

// Of full scale: quieter than this is silence, before the first word and after the last.
const SILENCE = 0.01;
// Consonants begin and end below that: this much is kept on either side.
const MARGIN_MS = 15;
// Of the heard part: measured with ebur128, spoken lines of this level come out at −20 LUFS.
const TARGET_RMS = 10 ** (-18.6 / 20);
// A click in an otherwise soft sound must not be left to the limiter alone.
const MOST_LIMITING = 10 ** (6 / 20);
/** What no peak may exceed, of full scale: −2.5 dB, so that the true peak stays under −2 dB. */
export const HIGHEST_PEAK = 10 ** (-2.5 / 20);

export interface Trimmed {
  samples: Int16Array;
  /** What was cut off before the first sound, milliseconds. */
  leadMs: number;
}

/** Cuts the silence off both ends, but for a few milliseconds; sound that is silent as a whole is left as it is. */
export function trimSilence(samples: Int16Array, sampleRate: number): Trimmed {
  const isHeard = (sample: number) => Math.abs(sample) > SILENCE * FULL_SCALE;
  const first = samples.findIndex(isHeard);
  if (first < 0) return { samples, leadMs: 0 };
  const margin = Math.round((sampleRate * MARGIN_MS) / 1_000);
  const from = Math.max(first - margin, 0);
  const to = samples.findLastIndex(isHeard) + 1 + margin;
  return { samples: samples.subarray(from, to), leadMs: (from / sampleRate) * 1_000 };
}

/** Returns the factor that brings the sound to the level at which all voices are mixed; its peaks are yet to be limited. */
export function gainFor(samples: Int16Array): number {
  let squares = 0;
  let peak = 0;
  let heard = 0;
  for (const sample of samples) {
    const value = Math.abs(sample) / FULL_SCALE;
    peak = Math.max(peak, value);
    // Pauses between words must not make a slow speaker louder.
    if (value > SILENCE) {
      squares += value * value;
      heard += 1;
    }
  }
  if (heard === 0) return 1;
  return Math.min(TARGET_RMS / Math.sqrt(squares / heard), (MOST_LIMITING * HIGHEST_PEAK) / peak);
}
