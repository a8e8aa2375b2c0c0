/** A pause, in frames. @typedef {{ from: number, to: number }} Pause */

// Longest pause that stays as it is, in frames. The closure of a consonant is shorter.
const SHORT = 8;

/**
 * Returns the runs of frames in which nothing is heard.
 * @param {Uint8Array} heard
 * @param {number} least length of the shortest, in frames
 */
export function findPauses(heard, least) {
  /** @type {Pause[]} */
  const pauses = [];
  for (let from = heard.indexOf(0); from >= 0; ) {
    const next = heard.indexOf(1, from);
    const to = next < 0 ? heard.length : next;
    if (to - from >= least) pauses.push({ from, to });
    from = heard.indexOf(0, to);
  }
  return pauses;
}

/**
 * Returns the numbers of the frames that remain if the middle of every longer pause is cut out. A person makes pauses
 * of any length, and the reference makes others.
 * @param {Uint8Array} heard
 */
export function withoutPauses(heard) {
  const kept = new Uint8Array(heard.length).fill(1);
  for (const { from, to } of findPauses(heard, SHORT + 1)) kept.fill(0, from + SHORT / 2, to - SHORT / 2);
  return Int32Array.from(heard.keys()).filter((frame) => kept[frame] === 1);
}
