import { expect, test } from 'vitest';
import { createLogger } from '#root/logger.js';
import { throttleProgress } from '#root/queue/worker/throttle-progress.js';

test('progress is passed on at most once a second, rising, in whole percents', () => {
  const passed: number[] = [];
  let now = 0;
  const report = throttleProgress(
    async (percent) => void passed.push(percent),
    createLogger({ level: 'error' }),
    () => now,
  );
  for (const [at, fraction] of [
    [0, 0.1],
    [500, 0.2],
    [1_000, 0.3],
    [2_500, 0.3],
    [4_000, 0.25],
    [5_000, 7],
  ] as const) {
    now = at;
    report(fraction);
  }
  expect(passed).toEqual([10, 30, 100]);
});
