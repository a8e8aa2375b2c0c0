import { expect, test } from 'vitest';
import { parseMessage } from '#root/bot/parse-message.js';

test('a message is a name, a colon, and words that may contain more colons', () => {
  expect(parseMessage('Анна: в 10:00\nура')).toEqual({ to: 'Анна', text: ' в 10:00\nура' });
  expect(parseMessage('привет')).toBeUndefined();
});

test('a message with its first colon after the first line has no name', () => {
  expect(parseMessage('Привет!\nАнна: с днём рождения!')).toBeUndefined();
  expect(parseMessage('С днём рождения, Аня!\nПожелание: счастья')).toBeUndefined();
  expect(parseMessage('\nАнна\n: ура')).toMatchObject({ to: 'Анна' });
});
