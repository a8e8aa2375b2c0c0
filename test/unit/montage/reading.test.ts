import { expect, test } from 'vitest';
import { readable } from '#root/montage/reading.js';

const scene = (
  kind: 'title' | 'line',
  words: { text: string; startMs: number; endMs: number }[],
  durationMs: number,
) => ({
  kind,
  text: words.map(({ text }) => text).join(' '),
  speech: { audioKey: 'speech/a.wav', durationMs, words },
});
const words = Array.from({ length: 40 }, (_, index) => ({
  text: 'счастья',
  startMs: index * 50,
  endMs: index * 50 + 50,
}));

test('a text over a short recording is shown at 20 characters a second, and its scene lasts as long', () => {
  const { speech } = readable(scene('line', words, 2_000));
  const characters = 40 * 'счастья '.length;
  expect(speech.durationMs).toBe(characters * 50);
  for (const [index, { startMs }] of speech.words.entries()) expect(startMs).toBe(index * 'счастья '.length * 50);
});

test('words that are spoken slower than that, and a name, keep their times', () => {
  const slow = words.map((word, index) => ({ ...word, startMs: index * 500, endMs: index * 500 + 500 }));
  expect(readable(scene('line', slow, 20_000))).toEqual(scene('line', slow, 20_000));
  expect(readable(scene('title', words, 2_000))).toEqual(scene('title', words, 2_000));
});
