import { expect, test } from 'vitest';
import { counted } from '#root/bot/texts/counted.js';

test.each([
  [1, '1 знака'],
  [2, '2 знаков'],
  [11, '11 знаков'],
  [21, '21 знака'],
  [64, '64 знаков'],
  [1_000, '1000 знаков'],
])('%i takes the noun in its Russian form', (count, text) => {
  expect(counted('ru', count, { one: 'знака', other: 'знаков' })).toBe(text);
});

test('one takes the singular in English, any other number the plural', () => {
  const characters = (count: number) => counted('en', count, { one: 'character', other: 'characters' });
  expect([characters(1), characters(21)]).toEqual(['1 character', '21 characters']);
});
