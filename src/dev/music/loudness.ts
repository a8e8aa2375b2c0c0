import { filterLoop, type Stereo } from '#root/dev/music/filters.js';
import { kWeighted, LUFS_OFFSET } from '#root/media/k-weighting.js';
import { SAMPLE_RATE } from '#root/media/sound.js';

// All figures are from ITU-R BS.1770-5, annex 1.
const BLOCK = 0.4 * SAMPLE_RATE;
const STEP = BLOCK / 4;
const SILENCE_LUFS = -70;
const RELATIVE_GATE = -10;

/** Returns the integrated loudness of a loop, in LUFS; −Infinity if it is silent. */
export function loudnessOf(loop: Stereo): number {
  const weighted = loop.map((side) => filterLoop(side, (samples) => kWeighted(samples, SAMPLE_RATE)));
  const blocks = Array.from({ length: Math.max(0, Math.floor((loop[0].length - BLOCK) / STEP) + 1) }, (_, index) =>
    weighted.reduce((sum, side) => sum + meanSquare(side.subarray(index * STEP, index * STEP + BLOCK)), 0),
  );
  const heard = blocks.filter((block) => toLufs(block) > SILENCE_LUFS);
  const gate = toLufs(mean(heard)) + RELATIVE_GATE;
  return toLufs(mean(heard.filter((block) => toLufs(block) > gate)));
}

function meanSquare(samples: Float32Array): number {
  let sum = 0;
  for (const value of samples) sum += value * value;
  return sum / samples.length;
}

function mean(values: readonly number[]): number {
  return values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;
}

function toLufs(power: number): number {
  return LUFS_OFFSET + 10 * Math.log10(power);
}
