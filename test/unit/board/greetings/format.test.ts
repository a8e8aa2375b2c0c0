import { expect, test } from 'vitest';
import { formatAge, formatDuration } from '#root/board/greetings/format.js';

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

test.each([
  [125_000, '2 min 5 s ago'],
  [801_000, '13 min ago'],
  [7_500_000, '2 h 5 min ago'],
  [78_900_000, '21 h ago'],
  [90_000_000, '1 d 1 h ago'],
])('an age of %i ms is shown as %s', (ms, text) => {
  const now = new Date();
  expect(String(formatAge(new Date(now.getTime() - ms), now))).toContain(`>${text}<`);
});
