import { expect, test } from 'vitest';
import { textsFor } from '#root/bot/texts/index.js';

test('the bot speaks Russian to users of Telegram in Russian, and English to all others', () => {
  expect(textsFor('ru')).toBe(textsFor('ru-RU'));
  expect(textsFor(undefined)).toBe(textsFor('en'));
  expect(textsFor('ru')).not.toBe(textsFor('en'));
});

test.each([
  ['NAME_TOO_LONG', 'до 64 знаков', '64 characters'],
  ['TEXT_TOO_LONG', 'до 1000 знаков', '1000 characters'],
  ['PHOTOS_TOO_MANY', 'до 6', '6'],
  ['MEDIA_TOO_LARGE', 'до 20 МБ', '20 MB'],
  ['MEDIA_TOO_LONG', 'до 60 секунд', '60 seconds'],
])('%s names the limit in both languages', (code, ru, en) => {
  expect(textsFor('ru').inputErrors[code]).toMatch(new RegExp(` ${ru}\\.$`));
  expect(textsFor('en').inputErrors[code]).toMatch(new RegExp(` ${en}\\.$`));
});

test('both languages have the same texts', () => {
  expect(Object.keys(textsFor('ru').inputErrors)).toEqual(Object.keys(textsFor('en').inputErrors));
});
