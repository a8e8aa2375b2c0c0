// JavaScript, because tsx does not load TypeScript in worker threads on Node 20.
import { cepstraOf, VALUES } from './cepstra.js';
import { levelsOf } from './levels.js';
import { HIGHEST_HERTZ, HOP_MS, melBands } from './mel-bands.js';
import { findPauses, withoutPauses } from './pauses.js';
import { costOf, warp } from './warp.js';

/** @typedef {import('#root/tts/speech-engine.js').Sound} Sound */
/** @typedef {import('#root/tts/speech-engine.js').SpeechEvent} SpeechEvent */
/** @typedef {import('./warp.js').Row} Row */

/**
 * @typedef {object} AlignOrder
 * @property {Sound} sound
 * @property {Sound & { events: readonly SpeechEvent[] }} reference speech of the same text, whose word times are known
 */

// Highest cost of the way, as a share of what it costs if the halves of the reference change places. Of 432 sounds (other
// speeds, pauses, noise, music, distortion), 98 % cost less with their own text, and 1 % with the text of another one.
const MOST_BESIDE_SWAPPED = 0.955;
// The same if the reference is played backwards. Swapped halves change little if the text repeats itself, and this alone
// says less: it is what no other text reached.
const MOST_BESIDE_REVERSED = 0.87;
// A word that begins this near to a pause of at least this length begins after it. In frames.
const NEAR_BEFORE = 5;
const NEAR_AFTER = 4;
const LEAST_PAUSE = 15;

/**
 * Returns the times of the words of the reference in the sound. Returns undefined if the sound seems to say something
 * else.
 * @param {AlignOrder} order
 * @returns {SpeechEvent[] | undefined}
 */
export function align({ sound, reference }) {
  const highest = Math.min(HIGHEST_HERTZ, sound.sampleRate / 2, reference.sampleRate / 2);
  const [heard, known] = [sound, reference].map((each) => levelsOf(melBands(each, highest)));
  if (!heard?.heard.includes(1) || !known?.heard.includes(1)) return undefined;
  const floor = heard.floor.map((noise, band) => Math.max(noise, known.floor[band] ?? 0));
  const frames = withoutPauses(heard.heard);
  const { values } = cepstraOf(heard, frames, floor);
  const starts = reference.events.map(({ startMs }) => Math.round(startMs / HOP_MS));
  const { rows, rowsOfStarts } = toRows(known, floor, starts);
  const way = warp(rows, values);
  if (way === undefined || !isLike(way.cost, rows, values)) return undefined;
  const found = rowsOfStarts.map((row) => frames[way.firstFrames[row] ?? 0] ?? 0);
  const snapped = afterPauses(found, heard.heard);
  return reference.events.map(({ index }, event) => ({ index, startMs: (snapped[event] ?? 0) * HOP_MS }));
}

/**
 * Returns whether the sound says the text of the reference: whether it is nearer to it than to the same speech in
 * another order.
 * @param {number} cost
 * @param {readonly Row[]} rows
 * @param {Float32Array} values
 */
function isLike(cost, rows, values) {
  const half = Math.floor(rows.length / 2);
  const swapped = [...rows.slice(half), ...rows.slice(0, half)];
  return (
    cost <= MOST_BESIDE_SWAPPED * costOf(swapped, values) ||
    cost <= MOST_BESIDE_REVERSED * costOf(rows.toReversed(), values)
  );
}

/**
 * Returns the rows of the reference, with an optional row before each word and after the last one, and the row in which
 * each word starts.
 * @param {import('./levels.js').Levels} levels
 * @param {Float32Array} floor
 * @param {readonly number[]} starts frames in which words start
 */
function toRows(levels, floor, starts) {
  const frames = withoutPauses(levels.heard);
  const { values, silence } = cepstraOf(levels, frames, floor);
  const between = { values: silence, optional: true };
  const places = starts.map((start) =>
    Math.max(
      frames.findIndex((frame) => frame >= start),
      0,
    ),
  );
  const isStart = new Set(places);
  /** @type {Row[]} */
  const rows = [];
  const rowOfPlace = Array.from(frames, (_, place) => {
    if (isStart.has(place)) rows.push(between);
    rows.push({ values: values.subarray(place * VALUES, (place + 1) * VALUES), optional: false });
    return rows.length - 1;
  });
  rows.push(between);
  return { rows, rowsOfStarts: places.map((place) => rowOfPlace[place] ?? 0) };
}

/**
 * Returns the starts of words, moved to the end of the pause beside them. A pause may end up within a word, because
 * some consonants are as silent.
 * @param {readonly number[]} starts
 * @param {Uint8Array} heard
 */
function afterPauses(starts, heard) {
  const pauses = findPauses(heard, LEAST_PAUSE);
  /** @type {import('./pauses.js').Pause | undefined} */
  let last;
  return starts.map((start) => {
    const beside = pauses.find(({ from, to }) => start >= from - NEAR_BEFORE && start <= to + NEAR_AFTER);
    // Only one word begins after a pause. A short one may be followed by the next at once.
    if (beside === undefined || (beside === last && start >= beside.to)) return start;
    last = beside;
    return beside.to;
  });
}
