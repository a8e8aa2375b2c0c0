import { chord, defineScore, line, type Note, play, playChord } from '#root/dev/music/score.js';

const BEATS_PER_BAR = 3;
const ROUND_BEATS = 8 * BEATS_PER_BAR;

// The loop begins with the upbeat, which belongs to the bar before.
const melody = line(`
  C4*0.75 C4*0.25 D4 C4 F4 E4*2
  C4*0.75 C4*0.25 D4 C4 G4 F4*2
  C4*0.75 C4*0.25 C5 A4 F4 E4 D4
  Bb4*0.75 Bb4*0.25 A4 F4 G4 F4*2
`);

const F = { pitches: chord('F3 A3 C4'), bass: line('F2') };
const BFLAT = { pitches: chord('F3 Bb3 D4'), bass: line('Bb2') };
const C7 = { pitches: chord('E3 Bb3 C4'), bass: line('C2') };
const harmony = [
  ...[F, C7, C7, F, F, BFLAT].map((chordOfBar) => ({ ...chordOfBar, beats: BEATS_PER_BAR })),
  { ...F, beats: 2 },
  { ...C7, beats: 1 },
  { ...F, beats: 2 },
];

/** Plays the melody twice in F major, the second time with a higher octave. */
export const birthday = defineScore({
  title: 'Good Morning to All',
  source: 'Mildred and Patty Hill, 1893; known as "Happy Birthday"',
  licence: 'public domain',
  beatSeconds: 0.56,
  beatsPerBar: BEATS_PER_BAR,
  bars: (2 * ROUND_BEATS) / BEATS_PER_BAR,
  melody,
  compose: () => [0, ROUND_BEATS].flatMap((from) => [...tune(from), ...accompaniment(from)]),
});

function tune(from: number): Note[] {
  const low = play(melody, { from, shift: 12, ring: 1, velocity: 0.32, instrument: 'celesta', pan: 0.15 });
  if (from === 0) return low;
  return [...low, ...play(melody, { from, shift: 24, ring: 1, velocity: 0.06, instrument: 'glockenspiel', pan: 0.4 })];
}

/** Begins on the second beat: the first belongs to the upbeat, and so does the third of the last bar. */
function accompaniment(from: number): Note[] {
  let start = from + 1;
  return harmony.flatMap(({ pitches, bass, beats }) => {
    const notes = [
      ...playChord(pitches, beats, { from: start, velocity: 0.045, instrument: 'strings', pan: 0, width: 0.3 }),
      ...play(bass, { from: start, ring: beats - 1, velocity: 0.24, instrument: 'bass', pan: 0 }),
      ...Array.from({ length: beats }, (_, index) => start + index)
        .filter((beat) => (beat - from - 1) % BEATS_PER_BAR !== 0)
        .flatMap((beat) =>
          playChord(pitches.slice(1), 1, { from: beat, velocity: 0.1, instrument: 'guitar', pan: -0.35, width: 0.1 }),
        ),
    ];
    start += beats;
    return notes;
  });
}
