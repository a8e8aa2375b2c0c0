import { VALUES } from './cepstra.js';

/**
 * @typedef {object} Row
 * @property {Float32Array} values of `cepstraOf`
 * @property {boolean} optional whether it lies between two words, where people pause, or say what is not in the text
 */

// Farthest distance from the diagonal, in frames: 5 s. Time and memory grow with it and with the length of the sound.
const BAND = 500;
const WIDTH = 2 * BAND + 1;
// Distance of an optional row from a frame that sounds like nothing in the text. Most pairs of the same sound are nearer.
const UNKNOWN = 5;

const DIAGONAL = 0;
const SAME_FRAME = 1;
const SAME_ROW = 2;
const OVER_OPTIONAL = 3;

/**
 * Returns the best way to go through all rows and all frames in order: the first frame of each row, and the sum of
 * distances on the way. Returns undefined if there is no way within the band.
 * @param {readonly Row[]} rows
 * @param {Float32Array} values of `cepstraOf`
 */
export function warp(rows, values) {
  const moves = new Uint8Array(rows.length * WIDTH);
  const cost = costOf(rows, values, moves);
  if (cost === Infinity) return undefined;
  return { firstFrames: trace(rows.length, values.length / VALUES, moves), cost };
}

/**
 * Returns the sum of distances on the best way, or Infinity if there is none within the band.
 * @param {readonly Row[]} rows
 * @param {Float32Array} values of `cepstraOf`
 * @param {Uint8Array} [moves] receives the last move of the best way to each place in the band
 */
export function costOf(rows, values, moves) {
  const frames = values.length / VALUES;
  // Costs of the ways to each frame of a row and of the two rows before it. The first place stands before all frames.
  const empty = () => new Float32Array(frames + 1).fill(Infinity);
  let [costs, above, higher] = [empty(), empty(), empty()];
  // The only way begins before the first row and the first frame.
  above[0] = 0;
  rows.forEach((row, index) => {
    const from = bandStart(index, rows.length, frames);
    const to = Math.min(from + WIDTH, frames);
    const overOptional = rows[index - 1]?.optional === true;
    for (let frame = from; frame < to; frame += 1) {
      let best = above[frame] ?? Infinity;
      let move = DIAGONAL;
      const sameFrame = above[frame + 1] ?? Infinity;
      if (sameFrame < best) [best, move] = [sameFrame, SAME_FRAME];
      const sameRow = costs[frame] ?? Infinity;
      if (sameRow < best) [best, move] = [sameRow, SAME_ROW];
      const over = overOptional ? (higher[frame] ?? Infinity) : Infinity;
      if (over < best) [best, move] = [over, OVER_OPTIONAL];
      costs[frame + 1] = best + distance(row, values, frame * VALUES);
      if (moves !== undefined) moves[index * WIDTH + frame - from] = move;
    }
    [higher, above, costs] = [above, costs, higher.fill(Infinity)];
  });
  return above[frames] ?? Infinity;
}

/**
 * Returns the first frame of the band in a row.
 * @param {number} row
 * @param {number} rows
 * @param {number} frames
 */
function bandStart(row, rows, frames) {
  return Math.max(Math.round((row * (frames - 1)) / Math.max(rows - 1, 1)) - BAND, 0);
}

/**
 * @param {Row} row
 * @param {Float32Array} values
 * @param {number} offset
 */
function distance({ values: own, optional }, values, offset) {
  let sum = 0;
  for (let at = 0; at < own.length; at += 1) sum += ((own[at] ?? 0) - (values[offset + at] ?? 0)) ** 2;
  const distance = Math.sqrt(sum);
  return optional ? Math.min(distance, UNKNOWN) : distance;
}

/**
 * Goes back from the end, and returns the first frame of each row.
 * @param {number} rows
 * @param {number} frames
 * @param {Uint8Array} moves
 */
function trace(rows, frames, moves) {
  const firstFrames = new Int32Array(rows);
  let [row, frame] = [rows - 1, frames - 1];
  while (row >= 0 && frame >= 0) {
    firstFrames[row] = frame;
    const move = moves[row * WIDTH + frame - bandStart(row, rows, frames)];
    if (move !== SAME_ROW) row -= move === OVER_OPTIONAL ? 2 : 1;
    if (move !== SAME_FRAME) frame -= 1;
  }
  return firstFrames;
}
