import { expect, test } from 'vitest';
import { waitedMs, waitingMs } from '#root/queue/worker/waiting.js';

test('waiting grows from half a second to some 15 seconds', () => {
  expect(waitingMs(0)).toBeLessThanOrEqual(625);
  expect(waitingMs(3)).toBeGreaterThanOrEqual(4_000);
  for (const earlier of [8, 100, 10_000]) expect(waitingMs(earlier)).toBeLessThanOrEqual(18_750);
});

test('waiting is never shorter than the service asks for', () => {
  expect(waitingMs(0, 30_000)).toBeGreaterThanOrEqual(30_000);
});

test('an hour of pauses takes some 245 of them', () => {
  expect([waitedMs(0), waitedMs(1), waitedMs(3), waitedMs(6)]).toEqual([0, 500, 3_500, 30_500]);
  expect(waitedMs(243)).toBeLessThan(3_600_000);
  expect(waitedMs(245)).toBeGreaterThan(3_600_000);
});
