import { expect, test } from 'vitest';
import { fillPlaceholders, formsOf } from '#root/api/batches/fill-placeholders.js';

const columns = new Map([
  ['city', 'Омск'],
  ['note', ''],
]);
const fill = (words: string, given = columns) => fillPlaceholders('text', words, given, 'Мария');

test('fills in the name, its forms and columns', () => {
  expect(fill('{{to}}, {{ TO : dative }} из города {{City}} от $& {нас}')).toBe(
    'Мария, Марии из города Омск от $& {нас}',
  );
});

test('a column is taken before the declined name, in either spelling', () => {
  expect(fill('{{to:dative}}', new Map([['to:dative', 'Машеньке']]))).toBe('Машеньке');
  expect(fill('{{to:dative}}', new Map([['to_dative', 'Машеньке']]))).toBe('Машеньке');
  expect(fill('{{to:dative}}', new Map([['to:dative', '']]))).toBe('Марии');
  expect(formsOf('Мария', new Map([['to_genitive', 'Маши']]))).toMatchObject({ genitive: 'Маши', dative: 'Марии' });
});

test.each([
  ['{{street}}', 'PLACEHOLDER_UNKNOWN'],
  ['{{to:vocative}}', 'PLACEHOLDER_UNKNOWN'],
  ['{{note}}', 'PLACEHOLDER_EMPTY'],
])('refuses %s', (words, code) => {
  expect(() => fill(words)).toThrow(expect.objectContaining({ field: 'text', code }));
});

test('what is filled in is not read again, and a name cannot hold itself', () => {
  expect(fill('{{city}}', new Map([['city', '{{note}}']]))).toBe('{{note}}');
  expect(() => fillPlaceholders('to', '{{to}}', new Map([['to', 'x']]))).toThrow(
    expect.objectContaining({ field: 'to', code: 'PLACEHOLDER_UNKNOWN' }),
  );
});
