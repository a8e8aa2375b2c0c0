import { expect, test } from 'vitest';
import { formatDuration } from '#root/board/greetings/format.js';

test.each([
  [-5, '0.0 s'],
  [340, '0.3 s'],
  [12_900, '12 s'],
  [60_000, '1 min'],
  [125_000, '2 min 5 s'],
  [7_500_000, '2 h 5 min'],
  [86_400_000 * 40, '40 d'],
])('%i ms are %s', (ms, text) => {
  expect(formatDuration(ms)).toBe(text);
});
