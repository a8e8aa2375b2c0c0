import { expect, test } from 'vitest';
import { languageFor } from '#root/bot/language.js';

test.each([
  ['ru', 'ru'],
  ['ru-RU', 'ru'],
  ['en', 'en'],
  [undefined, 'en'],
])('the bot speaks to users of Telegram in %s in %s', (code, language) => {
  expect(languageFor(code)).toBe(language);
});
