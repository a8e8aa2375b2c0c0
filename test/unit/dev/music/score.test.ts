import { expect, test } from 'vitest';
import { chord, line, play, playChord } from '#root/dev/music/score.js';

const manner = { velocity: 0.3, instrument: 'harp', pan: 0 } as const;

test('a line is written with pitches, rests and lengths', () => {
  expect(line('C4 F#4*0.5 -*2 Bb3')).toEqual([
    { pitch: 60, beats: 1 },
    { pitch: 66, beats: 0.5 },
    { pitch: null, beats: 2 },
    { pitch: 58, beats: 1 },
  ]);
});

test('a word that is not a note is named by the error', () => {
  expect(() => line('C4 H4')).toThrow('"H4"');
});

test('notes follow one another, rests take time, and strings ring on', () => {
  const notes = play(line('C4 -*2 E4'), { ...manner, from: 8, shift: 12, ring: 0.5 });
  expect(notes.map(({ pitch, start, beats }) => [pitch, start, beats])).toEqual([
    [72, 8, 1.5],
    [76, 11, 1.5],
  ]);
});

test('a chord is spread from left to right around its place', () => {
  const notes = playChord(chord('C4 E4 G4'), 2, { ...manner, from: 0, pan: 0.1, width: 0.3 });
  expect(notes.map(({ pan }) => pan)).toEqual([-0.19999999999999998, 0.1, 0.4]);
  expect(playChord(chord('C4'), 2, { ...manner, from: 0, width: 0.3 })[0]?.pan).toBe(0);
});
