import { expect, test } from 'vitest';
import { readCsv } from '#root/api/batches/read-csv.js';

const read = (text: string) => readCsv(text, { most: 10, isNameGiven: false });
const first = { to: 'Анна', values: { город: 'Омск' } };

test.each([
  ['commas', 'to,Город\nАнна,Омск\n'],
  ['semicolons', 'to;Город\r\nАнна;Омск\r\n'],
  ['tabs', 'TO\tГород\nАнна\tОмск'],
  ['commas inside of quotes', '"to";"Город"\n"Анна";Омск'],
  ['empty lines and columns without a name', '\nto;Город;\n\nАнна; Омск ;\n;;\n'],
])('reads cells divided by %s', (_, text) => {
  expect(read(text)).toEqual([{ item: first }]);
});

test('keeps line breaks and quotes inside of quotes, and leaves empty cells to the defaults', () => {
  expect(read('to,text\nАнна,"Ура!\nС ""днём"" рождения"\nОлег,\n')).toEqual([
    { item: { to: 'Анна', text: 'Ура!\nС "днём" рождения', values: {} } },
    { item: { to: 'Олег', values: {} } },
  ]);
});

test('reads fields that are no plain text', () => {
  expect(read('to;chatId;photos;metadata\nА;-100;x y;"{""id"": 1}"\nБ;;;не JSON\n')).toEqual([
    {
      item: { to: 'А', deliver: { telegram: { chatId: '-100' } }, photos: ['x', 'y'], metadata: { id: 1 }, values: {} },
    },
    { item: { to: 'Б', metadata: 'не JSON', values: {} } },
  ]);
});

test('a row with more cells than the header is wrong by itself', () => {
  const fault = { pointer: '', code: 'CELLS_TOO_MANY', detail: 'the row has 3 cells, the header 2' };
  expect(read('to,text\nАнна,Привет, мир\nОлег,Привет')).toEqual([
    { fault },
    { item: { to: 'Олег', text: 'Привет', values: {} } },
  ]);
});

test.each([
  ['name,text\nАнна,x', 422, 'COLUMN_MISSING'],
  ['to,To\nАнна,x', 422, 'COLUMN_REPEATED'],
  [`to${',x'.repeat(100)}\nАнна`, 422, 'COLUMNS_TOO_MANY'],
  ['to,text\n"Анна,x', 400, 'CSV_MALFORMED'],
])('refuses %j', (text, status, code) => {
  expect(() => read(text)).toThrow(expect.objectContaining({ status, code }));
});
