import { expect, test } from 'vitest';
import { nextShowAt, paceMs, recentEdits } from '#root/bot/status/schedule.js';

test('a message in which nothing changes is shown after 5, 10, 20, 40 s, and then every minute', () => {
  const shown = [0];
  while (shown.length < 8) shown.push(nextShowAt(0, shown.at(-1) ?? 0));
  expect(shown.map((at) => at / 1_000)).toEqual([0, 5, 10, 20, 40, 80, 140, 200]);
  // A bot that was away goes on at the next of these times.
  expect(nextShowAt(0, 100_000)).toBe(140_000);
});

test('it is shown earlier if there is more to say, and never in the past', () => {
  expect(nextShowAt(0, 90_000, [120_000, 30_000])).toBe(120_000);
  expect(nextShowAt(0, 121_000, [120_000])).toBe(140_000);
});

test('it is edited at most ten times in any minute, the first times at once', () => {
  const edits: number[] = [];
  for (let now = 0; now < 300_000; now += 500) {
    if (paceMs(edits, now) === 0) edits.push(now);
    expect(recentEdits(edits, now).length).toBeLessThanOrEqual(10);
  }
  expect(edits.slice(0, 5)).toEqual([0, 500, 1_000, 1_500, 2_000]);
  // The rest is spread, so that no change waits for a whole minute.
  const gaps = edits.slice(1).map((at, index) => at - (edits[index] ?? 0));
  expect(Math.max(...gaps)).toBeLessThan(20_000);
  expect(edits.length).toBeGreaterThan(40);
});
