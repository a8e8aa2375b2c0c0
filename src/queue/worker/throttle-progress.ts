import type { Logger } from '#root/logger.js';

// One update costs a stream entry in Redis.
const INTERVAL_MS = 1_000;

/**
 * Returns a function that takes 0…1 and passes whole percents on, at most one a second and never the same twice.
 * A lost update is only logged: progress is for looking at.
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
