import { biquad, highPass } from '#root/media/biquad.js';
import { SAMPLE_RATE } from '#root/media/sound.js';
import { blockPowers, loudnessOf, toLufs } from '#root/media/speech-loudness.js';

// Quieter than this, not even the highest gain makes a voice of it.
const SILENCE_LUFS = -65;
const STEP_BLOCKS = 10;
// The level of a voice or of music changes by far more within a second, that of a room hardly.
const STEADY_DB = 6;
// Share of a sound that a period explains: about 1 for a tone, 0.8 for a vowel, 0.2 for noise.
const LEAST_PERIODICITY = 0.4;

/** Returns whether there is something to hear in a sound of 48 kHz: more than silence and the noise of a room. */
export function isHeard(samples: Int16Array): boolean {
  const powers = blockPowers(samples, SAMPLE_RATE);
  if (loudnessOf(powers) < SILENCE_LUFS) return false;
  return !isSteady(powers) || periodicity(samples) > LEAST_PERIODICITY;
}

function isSteady(powers: Float32Array): boolean {
  const steps = Array.from({ length: Math.floor(powers.length / STEP_BLOCKS) }, (_, step) =>
    toLufs(powers.subarray(step * STEP_BLOCKS, (step + 1) * STEP_BLOCKS).reduce((sum, power) => sum + power, 0)),
  ).sort((one, other) => one - other);
  const at = (share: number) => steps[Math.floor(steps.length * share)] ?? 0;
  return at(0.95) - at(0.1) < STEADY_DB;
}

const DECIMATION = 6;
// At 8 kHz: 50 ms, and the periods of voices and instruments from 62 to 500 Hz.
const FRAME = 400;
const LAGS = { shortest: 16, longest: 128 };
const MOST_FRAMES = 20;

/** Returns the median share of a frame of 50 ms that its best period explains. */
function periodicity(samples: Int16Array): number {
  const whole = biquad(new Float32Array(samples), highPass(80, Math.SQRT1_2, SAMPLE_RATE));
  const reduced = new Float32Array(Math.floor(whole.length / DECIMATION));
  for (let index = 0; index < reduced.length; index += 1) {
    let sum = 0;
    for (let at = index * DECIMATION; at < (index + 1) * DECIMATION; at += 1) sum += whole[at] as number;
    reduced[index] = sum / DECIMATION;
  }
  const room = reduced.length - FRAME - LAGS.longest;
  const frames = Array.from({ length: MOST_FRAMES }, (_, frame) => Math.floor((room * frame) / MOST_FRAMES));
  const best = frames.map((from) => bestCorrelation(reduced, Math.max(from, 0))).sort((one, other) => one - other);
  return best[MOST_FRAMES / 2] ?? 0;
}

function bestCorrelation(sound: Float32Array, from: number): number {
  const frame = sound.subarray(from, from + FRAME);
  let best = 0;
  for (let lag = LAGS.shortest; lag <= LAGS.longest; lag += 1) {
    best = Math.max(best, correlation(frame, sound.subarray(from + lag, from + lag + FRAME)));
  }
  return best;
}

function correlation(one: Float32Array, other: Float32Array): number {
  let [both, first, second] = [0, 0, 0];
  for (let index = 0; index < one.length; index += 1) {
    const [sample, later] = [one[index] as number, other[index] ?? 0];
    both += sample * later;
    first += sample * sample;
    second += later * later;
  }
  return both / Math.sqrt(first * second || 1);
}
