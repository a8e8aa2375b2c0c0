// Of full scale: quieter than this is silence, before the first word and after the last.
const SILENCE = 0.01;
// What a voice is brought to before the mix: −20 dB of full scale on average, never above −2 dB.
const TARGET_RMS = 10 ** (-20 / 20);
const HIGHEST_PEAK = 10 ** (-2 / 20);
const FULL_SCALE = 32_768;

export interface Trimmed {
  samples: Int16Array;
  /** What was cut off before the first sound, milliseconds. */
  leadMs: number;
}

/** Cuts the silence off both ends; sound that is silent as a whole is left as it is. */
export function trimSilence(samples: Int16Array, sampleRate: number): Trimmed {
  const isHeard = (sample: number) => Math.abs(sample) > SILENCE * FULL_SCALE;
  const first = samples.findIndex(isHeard);
  if (first < 0) return { samples, leadMs: 0 };
  const last = samples.findLastIndex(isHeard);
  return { samples: samples.subarray(first, last + 1), leadMs: (first / sampleRate) * 1_000 };
}

/** Returns the factor that brings the sound to the level at which all voices are mixed. */
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
  return Math.min(TARGET_RMS / Math.sqrt(squares / heard), HIGHEST_PEAK / peak);
}
