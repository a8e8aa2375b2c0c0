import type { Logger } from '#root/logger.js';

// Each update adds an entry to a stream in Redis.
const INTERVAL_MS = 1_000;

/**
 * Returns a function that takes 0…1 and passes rising whole percents to `update`, at most once a second. A failed
 * update is only logged, because nothing but the display depends on it.
 */
export function throttleProgress(
  update: (percent: number) => Promise<void>,
  logger: Logger,
  now: () => number = () => performance.now(),
): (fraction: number) => void {
  let lastPercent = 0;
  let lastAt = Number.NEGATIVE_INFINITY;
  return (fraction) => {
    const percent = Math.round(Math.min(Math.max(fraction, 0), 1) * 100);
    if (percent <= lastPercent || now() - lastAt < INTERVAL_MS) return;
    lastPercent = percent;
    lastAt = now();
    update(percent).catch((error: unknown) => logger.debug('progress not stored', { error }));
  };
}
