import { expect, test } from 'vitest';
import { MAX_NAMES, readNameList } from '#root/bot/understanding/name-list.js';

const fully = { duplicates: 0, unusable: [], tooMany: 0 };

test.each([
  ['Анна\nБорис\nВика', ['Анна', 'Борис', 'Вика']],
  ['1. Анна\n2) Борис\n3 Вика', ['Анна', 'Борис', 'Вика']],
  ['- Anna\n• Boris\n— Mary Jane', ['Anna', 'Boris', 'Mary Jane']],
  ['Анна, Борис; Вика', ['Анна', 'Борис', 'Вика']],
  ['\n  Анна \r\n\r\nБорис,\n', ['Анна', 'Борис']],
  ['маме\nпапе\nИвану Петровичу', ['Мама', 'Папа', 'Иван Петрович']],
  ['аня, тётя Галя', ['Аня', 'Тётя Галя']],
  ['', []],
])('%j has the names %j', (text, names) => {
  expect(readNameList(text)).toEqual({ ...fully, names });
});

test('a name counts once, however it is written', () => {
  expect(readNameList('Алёна\nалена\nАЛЁНА\nАнна')).toEqual({ ...fully, names: ['Алёна', 'Анна'], duplicates: 2 });
});

test('entries that are no names are listed', () => {
  const unusable = ['🎉', '12345', 'https://example.com', 'anna@example.com', 'А'.repeat(65)];
  expect(readNameList(['Анна', ...unusable].join('\n'))).toEqual({ ...fully, names: ['Анна'], unusable });
});

test('the names after the fiftieth are counted', () => {
  const names = Array.from({ length: MAX_NAMES + 3 }, (_, index) => `Гость ${'а'.repeat(index + 1)}`);
  expect(readNameList(names.join('\n'))).toMatchObject({ names: names.slice(0, MAX_NAMES), tooMany: 3, duplicates: 0 });
});
