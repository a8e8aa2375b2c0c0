import { expect, test } from 'vitest';
import { parseCount } from '#root/cli/count.js';

test('accepts whole numbers up to the maximum', () => {
  expect([parseCount('1'), parseCount('256', 256)]).toEqual([1, 256]);
});

test.each(['', '0', '-1', '1.5', '1e3', 'x', '257', ' 2', '02'])('refuses "%s", naming it', (value) => {
  expect(() => parseCount(value, 256)).toThrow(`"${value}" is not a whole number from 1 to 256`);
});
