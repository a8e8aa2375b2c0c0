import { BANDS } from './mel-bands.js';

/** Number of values that describe a frame: the coefficients, then how each of them changes. */
export const VALUES = 26;
const COEFFICIENTS = VALUES / 2;
// The first coefficient is the loudness, which shows best where words begin.
const LOUDNESS_WEIGHT = 2;

const cosines = Array.from({ length: COEFFICIENTS }, (_, coefficient) =>
  Float64Array.from({ length: BANDS }, (_, band) => Math.cos((Math.PI * coefficient * (band + 0.5)) / BANDS)),
);

/**
 * Returns the mel-frequency cepstral coefficients of frames and their changes, `VALUES` a frame, and those of silence.
 * Each coefficient has the mean 0 and the variance 1, so voices become alike.
 * @param {import('./levels.js').Levels} levels
 * @param {Int32Array} frames numbers of the frames
 * @param {Float32Array} floor energy in each band below which all is silence
 */
export function cepstraOf({ bands }, frames, floor) {
  const plain = new Float32Array(frames.length * COEFFICIENTS);
  // One array for all frames: a new one for each would take more memory than the result.
  const logs = new Float32Array(BANDS);
  frames.forEach((frame, index) => {
    for (let band = 0; band < BANDS; band += 1) {
      logs[band] = Math.log(Math.max(bands[frame * BANDS + band] ?? 0, floor[band] ?? 0));
    }
    plain.set(cepstrum(logs), index * COEFFICIENTS);
  });
  const silence = new Float32Array(VALUES);
  silence.set(cepstrum(floor.map(Math.log)));
  for (let coefficient = 0; coefficient < COEFFICIENTS; coefficient += 1) {
    const column = Float64Array.from(frames, (_, index) => plain[index * COEFFICIENTS + coefficient] ?? 0);
    const mean = column.reduce((sum, value) => sum + value, 0) / column.length;
    const deviation = Math.sqrt(column.reduce((sum, value) => sum + (value - mean) ** 2, 0) / column.length) || 1;
    const weight = (coefficient === 0 ? LOUDNESS_WEIGHT : 1) / deviation;
    column.forEach((value, index) => {
      plain[index * COEFFICIENTS + coefficient] = (value - mean) * weight;
    });
    silence[coefficient] = ((silence[coefficient] ?? 0) - mean) * weight;
  }
  return { values: withChanges(plain), silence };
}

/** @param {Float32Array} logs */
function cepstrum(logs) {
  return cosines.map((cosine) => logs.reduce((sum, log, band) => sum + log * (cosine[band] ?? 0), 0));
}

/**
 * Returns the coefficients of each frame followed by their changes over five frames.
 * @param {Float32Array} plain
 */
function withChanges(plain) {
  const frames = plain.length / COEFFICIENTS;
  const values = new Float32Array(frames * VALUES);
  for (let frame = 0; frame < frames; frame += 1) {
    for (let coefficient = 0; coefficient < COEFFICIENTS; coefficient += 1) {
      /** @param {number} shift */
      const near = (shift) => plain[Math.min(Math.max(frame + shift, 0), frames - 1) * COEFFICIENTS + coefficient] ?? 0;
      const change = (near(1) - near(-1) + 2 * (near(2) - near(-2))) / 5;
      values[frame * VALUES + coefficient] = near(0);
      values[frame * VALUES + COEFFICIENTS + coefficient] = change;
    }
  }
  return values;
}
