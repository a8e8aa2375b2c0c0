import type { Note } from '#root/montage/music/synth.js';

/**
 * "Good Morning to All" (Mildred and Patty Hill, 1893), known as "Happy Birthday": in the public domain. Twice through,
 * the second time an octave richer, in F major, three in a bar.
 */

const BEAT_SECONDS = 0.56;
const BARS = 8;
const BEATS_A_BAR = 3;

// Pitch, beats. The upbeat belongs to the bar before: the loop begins with it.
const melody: readonly (readonly [pitch: number, beats: number])[] = [
  [60, 0.75],
  [60, 0.25],
  [62, 1],
  [60, 1],
  [65, 1],
  [64, 2],
  [60, 0.75],
  [60, 0.25],
  [62, 1],
  [60, 1],
  [67, 1],
  [65, 2],
  [60, 0.75],
  [60, 0.25],
  [72, 1],
  [69, 1],
  [65, 1],
  [64, 1],
  [62, 2],
  [70, 0.75],
  [70, 0.25],
  [69, 1],
  [65, 1],
  [67, 1],
  [65, 2],
];

const F = [53, 57, 60];
const C7 = [52, 58, 60];
const BFLAT = [53, 58, 62];
const chords = [F, C7, C7, F, F, BFLAT, F, F];

export const loopSeconds = 2 * BARS * BEATS_A_BAR * BEAT_SECONDS;

/** Returns the notes of the loop. */
export function compose(): Note[] {
  return [0, 1].flatMap((round) => {
    const from = round * BARS * BEATS_A_BAR;
    return [...tune(from, round), ...accompaniment(from)];
  });
}

function tune(from: number, round: number): Note[] {
  let beat = from;
  return melody.flatMap(([pitch, beats]) => {
    const note = (shift: number, velocity: number, pan: number) =>
      at(beat, { pitch: pitch + shift, seconds: beats * BEAT_SECONDS + 0.6, velocity, instrument: 'bell', pan });
    const notes = round === 0 ? [note(12, 0.34, 0.15)] : [note(12, 0.34, 0.15), note(24, 0.1, 0.4)];
    beat += beats;
    return notes;
  });
}

/** From the second beat on: the first belongs to the upbeat. */
function accompaniment(from: number): Note[] {
  return chords.flatMap((chord, bar) => {
    const start = from + 1 + bar * BEATS_A_BAR;
    const root = (chord[0] ?? 53) - 12;
    const pad = chord.map((pitch, index) =>
      at(start, {
        pitch,
        seconds: BEATS_A_BAR * BEAT_SECONDS,
        velocity: 0.055,
        instrument: 'pad' as const,
        pan: (index - 1) * 0.6,
      }),
    );
    const plucks = chord.map((pitch, index) =>
      at(start + index, {
        pitch: pitch + 12,
        seconds: 0.5,
        velocity: 0.1,
        instrument: 'bell' as const,
        pan: -0.45 + index * 0.2,
      }),
    );
    const bass = at(start, { pitch: root, seconds: 1.4, velocity: 0.22, instrument: 'bass' as const, pan: 0 });
    return [...pad, ...plucks, bass];
  });
}

function at(beat: number, note: Omit<Note, 'startSeconds'>): Note {
  return { ...note, startSeconds: beat * BEAT_SECONDS };
}
