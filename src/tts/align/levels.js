import { BANDS } from './mel-bands.js';

/**
 * @typedef {object} Levels
 * @property {Float32Array} bands energy of each frame and band, 1 being the loud frames of that band
 * @property {number} frames
 * @property {Float32Array} floor energy of the noise in each band, on the same scale
 * @property {Uint8Array} heard 1 for every frame in which something is above the noise
 */

// The frames of a band with this share below them are its loud ones, and its noise.
const LOUD = 0.95;
const NOISE = 0.1;
// Energy of the least noise: 30 dB below loud speech. Below it, only the recording differs.
const LEAST_NOISE = 1e-3;
// A frame is heard if its energy is this far above the noise, as the mean of the natural logarithms of all bands, or
// if it is this share of what loud frames reach: under music, they reach little.
const HEARD = 0.7;
const HEARD_SHARE = 0.4;

/**
 * Returns the energies relative to the speech and to the noise of the sound, so that the recording, its noise and its
 * music matter little.
 * @param {Float32Array} energies of `melBands`
 * @returns {Levels}
 */
export function levelsOf(energies) {
  const frames = energies.length / BANDS;
  const bands = new Float32Array(energies.length);
  const floor = new Float32Array(BANDS);
  const above = new Float32Array(frames);
  for (let band = 0; band < BANDS; band += 1) {
    const column = new Float32Array(frames).map((_, frame) => energies[frame * BANDS + band] ?? 0);
    const loud = quantile(column, LOUD) || 1;
    const smooth = column.map(
      (energy, frame) => (energy + (column[frame - 1] ?? energy) + (column[frame + 1] ?? energy)) / 3 / loud,
    );
    const noise = Math.max(quantile(smooth, NOISE), LEAST_NOISE);
    floor[band] = noise;
    for (let frame = 0; frame < frames; frame += 1) {
      bands[frame * BANDS + band] = (column[frame] ?? 0) / loud;
      above[frame] = (above[frame] ?? 0) + Math.log(Math.max((smooth[frame] ?? 0) / noise, 1)) / BANDS;
    }
  }
  const least = Math.min(HEARD, quantile(above, LOUD) * HEARD_SHARE);
  return { bands, frames, floor, heard: Uint8Array.from(above, (value) => (value > least ? 1 : 0)) };
}

/**
 * Returns the value that has this share of the values below it.
 * @param {Float32Array} values
 * @param {number} share
 */
function quantile(values, share) {
  return values.toSorted()[Math.floor(values.length * share)] ?? 0;
}
