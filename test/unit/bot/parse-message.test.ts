import { expect, test } from 'vitest';
import { parseMessage } from '#root/bot/parse-message.js';

test('a message is a name, a colon, and words that may contain more colons', () => {
  expect(parseMessage('Анна: в 10:00\nура')).toEqual({ to: 'Анна', text: ' в 10:00\nура' });
  expect(parseMessage('привет')).toBeUndefined();
});

test.each([
  ['Имя: Анна\nТекст: С днём рождения: ура!', { to: 'Анна', text: 'С днём рождения: ура!' }],
  ['Кому: маме\n\nПоздравление: Здоровья!\nИ счастья!', { to: 'маме', text: 'Здоровья!\nИ счастья!' }],
  ['name: Anna\ntext: Happy birthday!', { to: 'Anna', text: 'Happy birthday!' }],
  ['Анна：С праздником!', { to: 'Анна', text: 'С праздником!' }],
  ['Анна: ждём в 18:30', { to: 'Анна', text: ' ждём в 18:30' }],
  ['Ждём тебя в 18:30', undefined],
  ['https://example.com/a', undefined],
  ['Смотри http://example.com', undefined],
])('%j is understood', (message, order) => {
  expect(parseMessage(message)).toEqual(order);
});

test('a message with its first colon after the first line has no name', () => {
  expect(parseMessage('Привет!\nАнна: с днём рождения!')).toBeUndefined();
  expect(parseMessage('С днём рождения, Аня!\nПожелание: счастья')).toBeUndefined();
  expect(parseMessage('\nАнна\n: ура')).toMatchObject({ to: 'Анна' });
});
