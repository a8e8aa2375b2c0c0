import { chord, defineScore, line, type Note, play, playChord } from '#root/dev/music/score.js';

const BARS = 16;
const BEATS_PER_BAR = 4;
// A high band, so that the sleigh bells are heard above the voice.
const SLEIGH_PITCH = 115;

const melody = line(`
  A4 A4 A4*2                A4 A4 A4*2
  A4 C5 F4*1.5 G4*0.5       A4*4
  Bb4 Bb4 Bb4*1.5 Bb4*0.5   Bb4 A4 A4 A4*0.5 A4*0.5
  A4 G4 G4 A4               G4*2 C5*2
  A4 A4 A4*2                A4 A4 A4*2
  A4 C5 F4*1.5 G4*0.5       A4*4
  Bb4 Bb4 Bb4*1.5 Bb4*0.5   Bb4 A4 A4 A4*0.5 A4*0.5
  C5 C5 Bb4 G4              F4*4
`);

const F = chord('F3 A3 C4');
const BFLAT = chord('F3 Bb3 D4');
const G7 = chord('F3 G3 B3');
const C7 = chord('E3 G3 Bb3');
const chords = [F, F, F, F, BFLAT, F, G7, C7, F, F, F, F, BFLAT, F, C7, F];
const basses = chord('F2 C3 F2 C3 Bb2 F2 G2 C3 F2 C3 F2 C3 Bb2 F2 C3 F2');

/** Plays the refrain in F major, its second half with a glockenspiel. */
export const newYear = defineScore({
  title: 'Jingle Bells',
  source: 'James Lord Pierpont, 1857',
  licence: 'public domain',
  beatSeconds: 0.5,
  beatsPerBar: BEATS_PER_BAR,
  bars: BARS,
  melody,
  compose: () => [...tune(), ...chords.flatMap(accompaniment), ...sleigh()],
});

function tune(): Note[] {
  const half = (BARS * BEATS_PER_BAR) / 2;
  const high = play(melody, { from: 0, shift: 12, ring: 1, velocity: 0.1, instrument: 'glockenspiel', pan: 0.4 });
  return [
    ...play(melody, { from: 0, ring: 0.8, velocity: 0.34, instrument: 'celesta', pan: 0.12 }),
    ...high.filter(({ start }) => start >= half),
  ];
}

function accompaniment(pitches: number[], bar: number): Note[] {
  const from = bar * BEATS_PER_BAR;
  const bass = basses[bar] ?? null;
  return [
    ...playChord(pitches, 4, { from, velocity: 0.04, instrument: 'strings', pan: 0, width: 0.3 }),
    ...play([{ pitch: bass, beats: 2 }], { from, velocity: 0.24, instrument: 'bass', pan: 0 }),
    ...play([{ pitch: pitches[0] ?? null, beats: 2 }], { from: from + 2, velocity: 0.16, instrument: 'bass', pan: 0 }),
    ...[1, 3].flatMap((beat) =>
      playChord(pitches, 1, { from: from + beat, velocity: 0.1, instrument: 'pizzicato', pan: -0.35, width: 0.15 }),
    ),
  ];
}

/** Shakes the bells on every half beat, harder on the beat. */
function sleigh(): Note[] {
  return Array.from({ length: 2 * BARS * BEATS_PER_BAR }, (_, index) => ({
    pitch: SLEIGH_PITCH,
    start: index / 2,
    beats: 0.4,
    velocity: index % 4 === 0 ? 0.18 : index % 2 === 0 ? 0.13 : 0.07,
    instrument: 'sleigh' as const,
    pan: 0.3,
  }));
}
