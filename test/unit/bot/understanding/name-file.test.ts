import { expect, test } from 'vitest';
import { readListFile } from '#root/bot/understanding/name-file.js';
import { templates } from '#root/montage/templates/index.js';

const utf8 = (text: string) => new TextEncoder().encode(text);
const names = ['Анна', 'Борис', 'Вика'];
const read = (bytes: Uint8Array) => readListFile(bytes, templates);

test.each([
  ['a line each', 'Анна\nБорис\nВика\n'],
  ['a byte order mark', '\uFEFFАнна\r\nБорис\r\nВика'],
  ['commas', 'Анна, Борис, Вика'],
  ['a heading', 'Имя\nАнна\nБорис\nВика'],
  ['a heading among others', 'Номер;ФИО;Город\n1;Анна;Омск\n2;Борис;Тверь\n3;Вика;Уфа'],
  ['quotes', '"Имя","Возраст"\n"Анна","5"\n"Борис","6"\n"Вика","7"'],
  ['no heading, but dates', 'Анна;01.02.1990\nБорис;03.04.1985\nВика;'],
  ['numbers before the names', '1,Анна\n2,Борис\n3,Вика'],
  ['tabs and empty lines', 'Name\tAge\n\nАнна\t5\n\nБорис\t6\nВика\t7'],
  ['a quote that is not closed', 'Анна\nБорис\nВика\n"'],
])('a file with %s is read', (_, text) => {
  expect(read(utf8(text))).toMatchObject({ names: { names, duplicates: 0 } });
});

test('a file in the code page of Russian Windows is read', () => {
  // "Анна\r\nБорис"
  const bytes = Uint8Array.from([0xc0, 0xed, 0xed, 0xe0, 0x0d, 0x0a, 0xc1, 0xee, 0xf0, 0xe8, 0xf1]);
  expect(read(bytes)).toMatchObject({ names: { names: ['Анна', 'Борис'] } });
});

test('a file in UTF-16 is read', () => {
  const bytes = new Uint8Array(Buffer.from('\uFEFFИмя\tГород\nАнна\tОмск\nБорис\tУфа', 'utf16le'));
  expect(read(bytes)).toMatchObject({ names: { names: ['Анна', 'Борис'] } });
});

test.each([
  ['nothing', ''],
  ['only a heading', 'Имя\n'],
  ['other bytes', String.fromCharCode(0, 1, 2, 200, 255)],
])('a file with %s has no names', (_, text) => {
  expect(read(utf8(text))).toMatchObject({ names: { names: [] } });
});

test.each([
  ['a line each', 'Анна: С днём рождения, дорогая!\nБорис: С Новым годом!'],
  ['a column under a heading', 'Город;Имя;Текст\nОмск;Анна;С днём рождения, дорогая!\nУфа;Борис;С Новым годом!'],
  ['a column without a heading', 'Анна;01.02;"С днём рождения, дорогая!"\nБорис;03.04;С Новым годом!'],
])('words for each in %s are read', (_, text) => {
  expect(read(utf8(text))).toMatchObject({
    orders: [
      { to: 'Анна', words: 'С днём рождения, дорогая!', occasion: 'birthday' },
      { to: 'Борис', words: 'С Новым годом!', occasion: 'new-year' },
    ],
  });
});
