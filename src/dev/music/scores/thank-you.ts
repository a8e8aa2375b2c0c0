import { chord, defineScore, line, type Note, play, playChord } from '#root/dev/music/score.js';

const BEATS_PER_BAR = 4;

const melody = line(`
  B4 B4 C5 D5   D5 C5 B4 A4               G4 G4 A4 B4               B4*1.5 A4*0.5 A4*2
  B4 B4 C5 D5   D5 C5 B4 A4               G4 G4 A4 B4               A4*1.5 G4*0.5 G4*2
  A4 A4 B4 G4   A4 B4*0.5 C5*0.5 B4 G4    A4 B4*0.5 C5*0.5 B4 A4    G4 A4 D4*2
  B4 B4 C5 D5   D5 C5 B4 A4               G4 G4 A4 B4               A4*1.5 G4*0.5 G4*2
`);

// Each has a bass and three higher strings.
const G = chord('G2 D3 G3 B3');
const D = chord('D3 F#3 A3 D4');
const B7 = chord('B2 F#3 A3 D#4');
const E_MINOR = chord('E2 B2 E3 G3');
const chordsByHalfBar = [
  ...[G, G, D, D, G, G, D, D],
  ...[G, G, D, D, G, G, D, G],
  ...[D, G, D, G, D, B7, E_MINOR, D],
  ...[G, G, D, D, G, G, D, G],
];

/** Plays the melody slowly in G major on a guitar, with strings in the second half. */
export const thankYou = defineScore({
  title: 'Ode to Joy',
  source: 'Ludwig van Beethoven, 1824; from the Ninth Symphony',
  licence: 'public domain',
  beatSeconds: 0.6,
  beatsPerBar: BEATS_PER_BAR,
  bars: chordsByHalfBar.length / 2,
  melody,
  compose: () => [
    ...play(melody, { from: 0, ring: 0.7, velocity: 0.36, instrument: 'guitar', pan: 0.12 }),
    ...chordsByHalfBar.flatMap((pitches, half) => [...picking(pitches, half * 2), ...strings(pitches, half)]),
  ],
});

/** Plucks with the thumb on the beat and with the fingers on half beats, which ring on. */
function picking([bass = 43, low = 50, middle = 55, high = 59]: number[], from: number): Note[] {
  const fingers = [low, high, middle].map((pitch) => ({ pitch, beats: 0.5 }));
  return [
    ...play([{ pitch: bass, beats: 2 }], { from, velocity: 0.26, instrument: 'guitar', pan: -0.2 }),
    ...play(fingers, { from: from + 0.5, ring: 1, velocity: 0.12, instrument: 'guitar', pan: -0.3 }),
  ];
}

function strings(pitches: number[], half: number): Note[] {
  if (half < chordsByHalfBar.length / 2) return [];
  const manner = { velocity: 0.045, instrument: 'strings' as const, pan: 0, width: 0.3 };
  return playChord(pitches.slice(1), 2, { from: half * 2, ...manner });
}
