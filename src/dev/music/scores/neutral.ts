import { chord, defineScore, line, type Note, play, playChord } from '#root/dev/music/score.js';

const BEATS_PER_BAR = 4;

const melody = line(`
  G4*0.5 C5*0.5 E5 D5*0.5 C5*1.5     B4*0.5 D5*0.5 G5 E5*0.5 D5*1.5
  C5*0.5 E5*0.5 A5 G5*0.5 E5*1.5     F5 E5*0.5 D5*0.5 C5 -
  G4*0.5 C5*0.5 E5 D5*0.5 C5*1.5     B4*0.5 D5*0.5 G5 E5*0.5 D5*1.5
  A4*0.5 C5*0.5 F5 E5*0.5 C5*1.5     D5*1.5 E5*0.5 D5 -
  A5 -*0.5 G5*0.5 F5*0.5 E5*0.5 C5   G5 -*0.5 E5*0.5 D5*0.5 B4*0.5 G4
  F5 E5*0.5 D5*0.5 A4 D5             B4*0.5 D5*0.5 G5 D5*2
  G4*0.5 C5*0.5 E5 D5*0.5 C5*1.5     B4*0.5 D5*0.5 G5 E5*0.5 D5*1.5
  C5*0.5 E5*0.5 A5 G5*0.5 F5*0.5 D5  C5*2 -*2
`);

const C = chord('E3 G3 C4');
const G = chord('D3 G3 B3');
const A_MINOR = chord('E3 A3 C4');
const F = chord('F3 A3 C4');
const E_MINOR = chord('E3 G3 B3');
const D_MINOR = chord('F3 A3 D4');
const chords = [C, G, A_MINOR, F, C, G, F, G, F, E_MINOR, D_MINOR, G, C, G, F, C];
const basses = chord('C3 B2 A2 F2 C3 B2 F2 G2 F2 E2 D2 G2 C3 B2 F2 C3');

/** Plays light steps in C major, for any occasion. */
export const neutral = defineScore({
  title: 'Bright Morning',
  source: 'written for this project',
  licence: 'MIT',
  beatSeconds: 0.54,
  beatsPerBar: BEATS_PER_BAR,
  bars: chords.length,
  melody,
  compose: () => [
    ...play(melody, { from: 0, ring: 0.6, velocity: 0.36, instrument: 'marimba', pan: 0.15 }),
    ...chords.flatMap(accompaniment),
  ],
});

function accompaniment(pitches: number[], bar: number): Note[] {
  const from = bar * BEATS_PER_BAR;
  const bass = { pitch: basses[bar] ?? null, beats: 1.5 };
  return [
    ...playChord(pitches, BEATS_PER_BAR, { from, velocity: 0.035, instrument: 'strings', pan: 0, width: 0.3 }),
    ...play([bass, { pitch: null, beats: 1 }, bass], { from, velocity: 0.2, instrument: 'bass', pan: 0 }),
    ...[1, 2, 3].flatMap((beat) =>
      playChord(pitches, 0.5, {
        from: from + beat,
        velocity: beat === 2 ? 0.06 : 0.12,
        instrument: 'pizzicato',
        pan: -0.3,
        width: 0.2,
      }),
    ),
  ];
}
