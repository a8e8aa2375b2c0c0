import { expect, test } from 'vitest';
import { understand } from '#root/bot/understanding/understand.js';
import { templates } from '#root/montage/templates/index.js';
import { describe, readMessages } from './read-messages.js';

const messages = readMessages();

test.each(messages)('$message means $meaning', ({ message, meaning }) => {
  expect(describe(understand(message, { templates }), message)).toBe(meaning);
});

test.each([
  ['Анна: С днём рождения!', 'birthday'],
  ['поздравь Олю', undefined],
  ['спасибо', 'thank-you'],
])('a forwarded message "%s" is words and nothing else', (text, occasion) => {
  expect(understand(text, { templates, isForwarded: true })).toEqual({
    kind: 'orders',
    orders: [{ words: text, occasion, isNameCertain: false, isCertain: false }],
  });
  expect(understand('🎉', { templates, isForwarded: true })).toEqual({ kind: 'emoji' });
});

test.each([
  'рецепт: мука, яйца',
  'Рецепт: мука, яйца',
  'Password: 12345',
  'Анна: 🎉',
  'Анна: день рождения',
  'в 10: приходи',
  'важно: завтра праздник',
  'напоминание: купить торт',
  'http://a.ru',
  'мужу: люблю',
])('nothing is made at once of "%s"', (text) => {
  const understood = understand(text, { templates });
  expect(understood.kind === 'orders' ? understood.orders : []).not.toContainEqual(
    expect.objectContaining({ isCertain: true }),
  );
});

test.each(['a', 'ы ', 'с др, ', 'для Анны, ', 'Анна: ', 'happy birthday to ', '🎂', '1. ', '\n', '«', 'от '])(
  'a message of 4,096 characters of "%s" means something',
  (part) => {
    expect(understand(part.repeat(4_096).slice(0, 4_096), { templates })).toHaveProperty('kind');
  },
);

test('a message that breaks off anywhere means something', () => {
  const text = messages.map(({ message }) => message).join(' ');
  for (let start = 0; start < text.length; start += 97) {
    expect(understand(text.slice(start, start + 211), { templates })).toHaveProperty('kind');
  }
});
