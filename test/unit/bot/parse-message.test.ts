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
  ['Имя: Анна', { to: 'Анна', text: '' }],
  ['Имя: Анна, текст: С днём рождения!', { to: 'Анна', text: 'С днём рождения!' }],
  ['Текст: Ура, ура!\nИмя: Анна', { to: 'Анна', text: 'Ура, ура!' }],
  ['To: Anna; message: Happy birthday', { to: 'Anna', text: 'Happy birthday' }],
  ['ИМЯ: Анна\n\nТЕКСТ: Ура\nКому: всем', { to: 'Анна', text: 'Ура\nКому: всем' }],
  ['Текст: ура', undefined],
  ['В 18:30 ждём: приходи', undefined],
  ['P.S.: люблю', undefined],
  ['З.Ы.: и ещё', undefined],
  ['Внимание: завтра праздник', undefined],
  ['mailto:anna@example.com', undefined],
  ['www.example.com: смотри', undefined],
  ['Анна: смотри https://example.com/a', { to: 'Анна', text: ' смотри https://example.com/a' }],
  ['Анна и Пётр: ура', { to: 'Анна и Пётр', text: ' ура' }],
  ['Анне 5:30 лет', undefined],
  ['Анна:5 лет вместе!', { to: 'Анна', text: '5 лет вместе!' }],
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
