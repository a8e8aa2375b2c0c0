import { kWeighted, LUFS_OFFSET } from '#root/media/k-weighting.js';
import { FULL_SCALE } from '#root/media/sound.js';

// Gates of EBU R 128, in LUFS and LU.
const ABSOLUTE_GATE = -70;
const RELATIVE_GATE = -10;
// R 128 measures blocks of 400 ms, which is more than a short name takes.
export const BLOCK_MS = 10;
// A knock or a cough takes less of a recording than the rest of this, and counts no more than loud speech.
const LOUD_SPEECH = 0.8;
// Share of the blocks that are as quiet as the noise of a recording: the pauses in and between words.
const QUIET = 0.05;

/** Returns the mean square of every block of 10 ms after K-weighting, 1 being full scale. */
export function blockPowers(samples: Int16Array, sampleRate: number): Float32Array {
  const weighted = kWeighted(new Float32Array(samples), sampleRate);
  const length = Math.round((sampleRate * BLOCK_MS) / 1_000);
  return new Float32Array(Math.floor(samples.length / length)).map((_, block) => {
    let sum = 0;
    for (let at = block * length; at < (block + 1) * length; at += 1) sum += (weighted[at] ?? 0) ** 2;
    return sum / length / FULL_SCALE ** 2;
  });
}

/** Returns the loudness of the blocks in which somebody speaks, in LUFS; −Infinity if nobody does. */
export function loudnessOf(powers: Float32Array): number {
  const heard = powers.filter((power) => toLufs(power) > ABSOLUTE_GATE).sort();
  const loud = heard[Math.floor(heard.length * LOUD_SPEECH)] ?? 0;
  const capped = heard.map((power) => Math.min(power, loud));
  const gate = toLufs(mean(capped)) + RELATIVE_GATE;
  return toLufs(mean(capped.filter((power) => toLufs(power) > gate)));
}

/** Returns the loudness of the noise behind the voice, in LUFS, at least −70. */
export function floorOf(powers: Float32Array): number {
  return Math.max(toLufs(powers.toSorted()[Math.floor(powers.length * QUIET)] ?? 0), ABSOLUTE_GATE);
}

/** Returns the root mean square of a tone of 1 kHz as loud as the speech, in units of a sample; 0 if it is silent. */
export function speechAmplitude(samples: Int16Array, sampleRate: number): number {
  return FULL_SCALE * 10 ** ((loudnessOf(blockPowers(samples, sampleRate)) - LUFS_OFFSET) / 20);
}

function mean(values: Float32Array): number {
  return values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** Returns the loudness of a mean square after K-weighting, in LUFS. */
export function toLufs(power: number): number {
  return LUFS_OFFSET + 10 * Math.log10(power);
}
