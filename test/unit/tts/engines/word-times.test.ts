import { expect, test } from 'vitest';
import { wordTimes } from '#root/tts/engines/word-times.js';

/** Returns the words, each 100 ms after the one before. */
const words = (text: string) => text.split(' ').map((word, index) => ({ text: word, startMs: index * 100 }));

test('words are found by their order, not by how often they occur', () => {
  const events = wordTimes('Ура, ура! И ещё раз ура.', words('Ура ура и еще раз ура'));
  expect(events).toEqual([0, 5, 10, 12, 16, 20].map((index, order) => ({ index, startMs: order * 100 })));
});

test('positions count characters, an emoji as one', () => {
  expect(wordTimes('🎉🎉 Ура 👩‍👩‍👧 Анна', words('Ура Анна'))?.map(({ index }) => index)).toEqual([3, 13]);
});

test('one word in four may be spoken as others', () => {
  expect(wordTimes('5 роз для мамы', words('пять роз для мамы'))).toHaveLength(3);
  expect(wordTimes('5 роз маме', words('пять роз маме'))).toBeUndefined();
});

test.each([
  ['nothing', []],
  ['another text', words('Совсем другие слова')],
  ['a sentence', [{ text: 'Ура, Анна, ура!', startMs: 0 }]],
  ['no time', words('Ура Анна ура').map(({ text }) => ({ text, startMs: Number.NaN }))],
])('there are no times if a service reports %s', (_what, spoken) => {
  expect(wordTimes('Ура, Анна, ура!', spoken)).toBeUndefined();
});

test('a text of 1,000 characters that differs altogether is given up soon', () => {
  const text = 'абвгд '.repeat(166);
  expect(wordTimes(text, words('эюяъы '.repeat(300)))).toBeUndefined();
  expect(wordTimes(text, words(text))).toHaveLength(166);
});
