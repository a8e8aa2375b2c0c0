import { expect, test } from 'vitest';
import { fitName } from '#root/api/gift/fit-name.js';

// Letters that are half as wide as they are high.
const stack = { widthPerEm: (text: string) => text.length / 2 };
const fitted = (name: string) => fitName(name, { stack, width: 160, height: 36 });

test('a short name is one large line', () => {
  expect(fitted('Анна')).toEqual({ lines: ['Анна'], size: 30 });
});

test('a long name is broken at the space that leaves its letters largest', () => {
  const { lines, size } = fitted('Екатерина Константиновна Вознесенская');
  expect(lines).toEqual(['Екатерина Константиновна', 'Вознесенская']);
  expect(Math.max(...lines.map((line) => stack.widthPerEm(line) * size))).toBeLessThanOrEqual(160);
  expect(fitted('Мария Магдалена').lines).toEqual(['Мария Магдалена']);
});

test('letters never get too small to read', () => {
  expect(fitted('А'.repeat(60)).size).toBe(9);
});
