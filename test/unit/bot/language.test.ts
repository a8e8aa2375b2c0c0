import { expect, test } from 'vitest';
import { guessLanguage } from '#root/bot/language.js';

test.each([
  ['ru', 'Anna: hi', 'ru'],
  ['ru-RU', '', 'ru'],
  ['run', 'Анна: ура', 'en'],
  ['uk', '/start', 'en'],
  ['uk', 'Анна: ура', 'ru'],
  ['kk-KZ', 'Анна: ура', 'ru'],
  ['en', 'Анна: ура', 'en'],
  ['bg', 'Анна: ура', 'en'],
  [undefined, 'Анна: ура', 'en'],
])('the bot speaks to a user of Telegram in %s who writes "%s" in %s', (code, words, language) => {
  expect(guessLanguage(code, words)).toBe(language);
});
