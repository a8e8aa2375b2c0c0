import { expect, test } from 'vitest';
import { waitingMs } from '#root/queue/waiting.js';

test('waiting grows from half a second to some 15 seconds', () => {
  expect(waitingMs(0)).toBeLessThanOrEqual(625);
  expect(waitingMs(3)).toBeGreaterThanOrEqual(4_000);
  for (const earlier of [8, 100, 10_000]) expect(waitingMs(earlier)).toBeLessThanOrEqual(18_750);
});

test('waiting is never shorter than the service asked for', () => {
  expect(waitingMs(0, 30_000)).toBeGreaterThanOrEqual(30_000);
});
