import { biquad, highPass } from '#root/media/biquad.js';
import { FULL_SCALE } from '#root/media/sound.js';
import { BLOCK_MS, blockPowers, floorOf, loudnessOf, speechAmplitude } from '#root/media/speech-loudness.js';

// Length of silence kept at both ends, because consonants begin and end below the amplitude of silence.
const MARGIN_MS = 15;
// Highest amplitude of silence, below the loudness of the speech, in decibels.
const SILENCE_BELOW_DB = 20;
// The common level of all voices. Measured with ebur128, spoken lines at this level have −20 LUFS.
const TARGET_LUFS = -20.5;
// What needs more gain than this is noise.
const MOST_GAIN_DB = 50;
/** Highest sample peak, as a fraction of full scale: −2.5 dB keeps the true peak below −2 dB. */
export const HIGHEST_PEAK = 10 ** (-2.5 / 20);

// A voice has nothing below; a knock, wind and the hum of the mains have most of their energy there.
const LOWEST_HERTZ = 80;
// Two second-order filters with these qualities are a Butterworth filter of the fourth order.
const QUALITIES = [0.541, 1.307];

export interface Trimmed {
  samples: Int16Array;
  /** Length of the silence that was cut off at the start, in milliseconds. */
  leadMs: number;
}

/** Returns the sound without an offset and without what is too low for a voice. */
export function withoutRumble(samples: Int16Array, sampleRate: number): Int16Array {
  // Starting at zero, the filter does not take an offset for a knock.
  const offset = samples[0] ?? 0;
  const filtered = QUALITIES.reduce<Float32Array>(
    (sound, quality) => biquad(sound, highPass(LOWEST_HERTZ, quality, sampleRate)),
    new Float32Array(samples).map((sample) => sample - offset),
  );
  return new Int16Array(filtered.map((sample) => Math.min(Math.max(sample, -FULL_SCALE), FULL_SCALE - 1)));
}

/** Cuts off the silence at both ends except for a few milliseconds. Returns a completely silent sound unchanged. */
export function trimSilence(samples: Int16Array, sampleRate: number): Trimmed {
  const silence = speechAmplitude(samples, sampleRate) * 10 ** (-SILENCE_BELOW_DB / 20);
  const isAudible = (sample: number) => Math.abs(sample) > silence;
  const first = samples.findIndex(isAudible);
  if (silence === 0 || first < 0) return { samples, leadMs: 0 };
  const margin = Math.round((sampleRate * MARGIN_MS) / 1_000);
  const from = Math.max(first - margin, 0);
  const to = samples.findLastIndex(isAudible) + 1 + margin;
  return { samples: samples.subarray(from, to), leadMs: (from / sampleRate) * 1_000 };
}

// A gain is found for every tenth of a second, from the speech half a second around it: a few syllables.
const STEP_BLOCKS = 100 / BLOCK_MS;
const AROUND_BLOCKS = 400 / BLOCK_MS;

/** Returns the sound at the common level of all voices, 1 being full scale. It does not limit peaks. */
export function level(samples: Int16Array, sampleRate: number): Float32Array {
  const powers = blockPowers(samples, sampleRate);
  const whole = { loudness: loudnessOf(powers), floor: floorOf(powers) };
  const gains = Array.from({ length: Math.floor(powers.length / STEP_BLOCKS) + 2 }, (_, step) => {
    const at = step * STEP_BLOCKS;
    return gainFor(loudnessOf(powers.subarray(Math.max(at - AROUND_BLOCKS, 0), at + AROUND_BLOCKS)), whole);
  });
  const stepLength = (sampleRate * STEP_BLOCKS * BLOCK_MS) / 1_000;
  return new Float32Array(samples).map((sample, index) => {
    const step = Math.floor(index / stepLength);
    const [from = 1, to = 1] = [gains[step], gains[step + 1]];
    return (sample / FULL_SCALE) * (from + (to - from) * (index / stepLength - step));
  });
}

// The rise and fall of natural speech, in decibels, which is left as it is.
const NATURAL_DB = 4;
// Distance between noise and a voice, in decibels.
const ABOVE_NOISE_DB = 3;

/** Returns the gain for a part of a sound. Loudness is in LUFS, and the floor is that of the noise in the sound. */
function gainFor(part: number, { loudness, floor }: { loudness: number; floor: number }): number {
  if (loudness === -Infinity) return 1;
  const change = part - loudness;
  const softer = Math.max(-change - NATURAL_DB, 0);
  const louder = Math.max(change - NATURAL_DB, 0);
  // A pause is as loud as the noise, and stays so.
  const evening = Math.min(softer, Math.max(part - floor - ABOVE_NOISE_DB, 0)) - louder;
  return 10 ** (Math.min(TARGET_LUFS - loudness + evening, MOST_GAIN_DB) / 20);
}
