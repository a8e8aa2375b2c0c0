import { describe, expect, test } from 'vitest';
import { alignWords, spreadWords } from '#root/tts/align/words.js';

describe('word times', () => {
  test('of a Russian line by espeak-ng 1.52 count a number as one word, though it is spoken as two', () => {
    const events = [
      { index: 0, startMs: 0 },
      { index: 6, startMs: 322 },
      { index: 11, startMs: 601 },
      { index: 12, startMs: 1_100 },
      { index: 14, startMs: 1_489 },
    ];
    expect(alignWords('Желаю тебе 25 лет', events, 2_000)).toEqual([
      { text: 'Желаю', startMs: 0, endMs: 322 },
      { text: 'тебе', startMs: 322, endMs: 601 },
      { text: '25', startMs: 601, endMs: 1_489 },
      { text: 'лет', startMs: 1_489, endMs: 2_000 },
    ]);
  });

  test('give no time to a word without an event', () => {
    const words = alignWords(
      'да — нет 🎉',
      [
        { index: 0, startMs: 0 },
        { index: 5, startMs: 500 },
      ],
      900,
    );
    expect(words.map(({ startMs }) => startMs)).toEqual([0, 500, 500, 900]);
  });

  test('count in code points, so that an emoji before a word does not shift it', () => {
    const words = alignWords('🎉 ура', [{ index: 2, startMs: 40 }], 400);
    expect(words[1]).toEqual({ text: 'ура', startMs: 40, endMs: 400 });
  });

  test('never go back and never pass the end', () => {
    const words = alignWords(
      'a b c',
      [
        { index: 0, startMs: 300 },
        { index: 2, startMs: 100 },
        { index: 4, startMs: 999 },
      ],
      500,
    );
    expect(words.map(({ startMs }) => startMs)).toEqual([300, 300, 500]);
  });
});

test.each([10_000, 50])('words are spread over the audible parts of a recording of amplitude %i', (amplitude) => {
  const sampleRate = 8_000;
  const samples = new Int16Array(32_000);
  // Audible in the first and the last of four seconds.
  const tone = Int16Array.from({ length: 8_000 }, (_, index) => Math.sin(index) * amplitude);
  samples.set(tone);
  samples.set(tone, 24_000);
  expect(spreadWords('abc def', samples, sampleRate)).toEqual([
    { text: 'abc', startMs: 0, endMs: 3_000 },
    { text: 'def', startMs: 3_000, endMs: 4_000 },
  ]);
  expect(spreadWords('', samples, sampleRate)).toEqual([]);
});
