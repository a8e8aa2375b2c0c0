import { chord, defineScore, line, type Note, play, playChord } from '#root/dev/music/score.js';

const ROUND_BEATS = 16;
const CHORD_BEATS = 2;

// The first violin's first three entries, at half speed.
const entries = [
  line('F#5*2 E5*2 D5*2 C#5*2 B4*2 A4*2 B4*2 C#5*2'),
  line('D5*2 C#5*2 B4*2 A4*2 G4*2 F#4*2 G4*2 E4*2'),
  line('D4 F#4 A4 G4 F#4 D4 F#4 E4 D4 B3 D4 A4 G4 B4 A4 G4'),
];
const chords = [
  'D3 F#3 A3 D4',
  'C#3 E3 A3 C#4',
  'B2 D3 F#3 B3',
  'A2 C#3 F#3 A3',
  'B2 D3 G3 B3',
  'A2 D3 F#3 A3',
  'B2 D3 G3 B3',
  'C#3 E3 A3 C#4',
].map(chord);
const basses = line('D3*2 A2*2 B2*2 F#2*2 G2*2 D2*2 G2*2 A2*2');

/** Plays the ground bass three times in D major. Each entry joins the one before. */
export const wedding = defineScore({
  title: 'Canon in D',
  source: 'Johann Pachelbel, about 1690',
  licence: 'public domain',
  beatSeconds: 0.75,
  beatsPerBar: 4,
  bars: (entries.length * ROUND_BEATS) / 4,
  melody: entries.flat(),
  compose: () => entries.flatMap((_, round) => [...violins(round), ...ground(round * ROUND_BEATS)]),
});

function violins(round: number): Note[] {
  const from = round * ROUND_BEATS;
  const [own = [], before] = [entries[round], entries[round - 1]];
  // The last entry is twice as fast. Plucking keeps it light, and the higher octave makes it stand out.
  const moves = round === entries.length - 1;
  const lead = moves
    ? play(own, { from, shift: 12, ring: 1, velocity: 0.26, instrument: 'celesta', pan: -0.2 })
    : play(own, { from, velocity: 0.2, instrument: 'violins', pan: -0.2 });
  if (before === undefined) return lead;
  return [...lead, ...play(before, { from, velocity: 0.11, instrument: 'violins', pan: 0.3 })];
}

function ground(from: number): Note[] {
  return [
    ...play(basses, { from, velocity: 0.17, instrument: 'bass', pan: 0 }),
    ...chords.flatMap((pitches, index) => {
      const start = from + index * CHORD_BEATS;
      return [
        ...playChord(pitches.slice(1), CHORD_BEATS, {
          from: start,
          velocity: 0.05,
          instrument: 'strings',
          pan: 0,
          width: 0.3,
        }),
        ...arpeggio(pitches, start),
      ];
    }),
  ];
}

/** Plays half beats up and down again. Every string rings on under the next ones. */
function arpeggio([first = 50, second = 54, third = 57, fourth = 62]: number[], from: number): Note[] {
  const steps = [first, third, fourth, second + 12].map((pitch) => ({ pitch, beats: 0.5 }));
  return play(steps, { from, shift: 12, ring: 1.5, velocity: 0.17, instrument: 'harp', pan: 0.15 });
}
