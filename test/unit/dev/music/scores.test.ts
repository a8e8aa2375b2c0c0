import { describe, expect, test } from 'vitest';
import { MUSIC_LUFS, perform } from '#root/dev/music/perform.js';
import { scores } from '#root/dev/music/scores/index.js';
import { templateNames } from '#root/montage/templates/index.js';

// Openings of the melodies in their sources, in semitones from the first note.
const openings: Record<string, number[]> = {
  birthday: [0, 0, 2, 0, 5, 4],
  'new-year': [0, 0, 0, 0, 0, 0, 0, 3, -4, -2, 0],
  wedding: [0, -2, -4, -5, -7, -9, -7, -5],
  'thank-you': [0, 0, 1, 3, 3, 1, 0, -2, -4, -4, -2, 0],
  neutral: [0, 5, 9, 7, 5],
};

test('every score belongs to a template', () => {
  expect(templateNames, 'templates by name').toEqual(expect.arrayContaining(Object.keys(scores)));
});

test('every score has the opening of its melody on record', () => {
  expect(Object.keys(openings).sort(), 'openings in this test').toEqual(Object.keys(scores).sort());
});

describe.each(Object.entries(scores))('the score of %s', (name, score) => {
  const { bars, beatsPerBar, beatSeconds, loopSeconds, melody } = score;
  const notes = score.compose();
  const loopBeats = bars * beatsPerBar;

  test('names the author of its melody', () => {
    expect(`${score.title}, ${score.source}, ${score.licence}`).toMatch(/\d{4}.*public domain|this project.*MIT/);
  });

  test('is a loop of whole bars, between 25 and 40 seconds long', () => {
    expect(loopSeconds).toBeCloseTo(loopBeats * beatSeconds, 9);
    expect(loopSeconds).toBeGreaterThanOrEqual(25);
    expect(loopSeconds).toBeLessThanOrEqual(40);
  });

  test('has notes within the loop that its instruments can play', () => {
    for (const { pitch, start, beats, velocity, pan, instrument } of notes) {
      expect(start).toBeGreaterThanOrEqual(0);
      expect(start).toBeLessThan(loopBeats);
      expect(beats).toBeGreaterThan(0);
      expect(velocity).toBeGreaterThan(0);
      expect(velocity).toBeLessThanOrEqual(1);
      expect(Math.abs(pan)).toBeLessThanOrEqual(1);
      expect(pitch).toBeGreaterThanOrEqual(36);
      expect(pitch).toBeLessThanOrEqual(instrument === 'sleigh' ? 120 : 96);
    }
  });

  test('has a melody that fills the loop a whole number of times, and plays all of its notes', () => {
    const beats = melody.reduce((sum, step) => sum + step.beats, 0);
    expect(loopBeats % beats).toBe(0);
    let start = 0;
    for (const step of melody) {
      const heard = notes.some(
        (note) => step.pitch === null || (note.start === start && (note.pitch - step.pitch) % 12 === 0),
      );
      expect(heard).toBe(true);
      start += step.beats;
    }
  });

  test('opens as its source does', () => {
    const pitches = melody.flatMap(({ pitch }) => pitch ?? []);
    expect(pitches.slice(0, openings[name]?.length).map((pitch) => pitch - (pitches[0] ?? 0))).toEqual(openings[name]);
  });

  test('is as loud as all music, with peaks that no player clips', () => {
    const bar = { ...score, loopSeconds: beatsPerBar * beatSeconds };
    const samples = perform({ ...bar, compose: () => notes.filter(({ start }) => start < beatsPerBar) });
    const peak = samples.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
    expect(samples.every(Number.isFinite)).toBe(true);
    expect(peak).toBeLessThan(10 ** (-3 / 20));
    expect(peak).toBeGreaterThan(10 ** (MUSIC_LUFS / 20));
  });
});
