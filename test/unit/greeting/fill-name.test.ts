import { expect, test } from 'vitest';
import { fillName } from '#root/greeting/fill-name.js';

test.each([
  ['С Новым годом, {имя}!', 'С Новым годом, Анна!'],
  ['{Name}, {NAME} and { имя }', 'Анна, Анна and Анна'],
  ['С Новым годом!', 'С Новым годом!'],
  ['{имени} и (имя)', '{имени} и (имя)'],
])('"%s" becomes "%s"', (words, filled) => {
  expect(fillName(words, 'Анна')).toBe(filled);
});

test('a name is taken as it is', () => {
  expect(fillName('{имя}!', '$& {имя}')).toBe('$& {имя}!');
});
