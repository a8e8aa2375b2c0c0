import { z } from 'zod';
import { count, milliseconds, type Values } from '#root/config/kinds.js';

/** Jobs of a queue that one process may run at once. */
export const MAX_CONCURRENCY = 256;

const concurrency = z.coerce.number().int().min(1).max(MAX_CONCURRENCY);

export const queueVariables = {
  QUEUE_PREFIX: z.string().default('{zdravitsa}'),

  TTS_CONCURRENCY: concurrency.default(2),
  MONTAGE_CONCURRENCY: concurrency.default(1),
  DELIVER_CONCURRENCY: concurrency.default(4),
  GREETING_CONCURRENCY: concurrency.default(8),

  LOCK_DURATION_MS: milliseconds.default(15_000),
  STALLED_INTERVAL_MS: milliseconds.default(5_000),
  MAX_STALLED_COUNT: count.default(1_000),
  STEP_ATTEMPTS: count.default(5),
  STEP_BACKOFF_MS: milliseconds.default(1_000),
  RECONCILE_INTERVAL_MS: milliseconds.default(10_000),
  GREETING_DEADLINE_MS: milliseconds.default(3_600_000),
};

export function toQueues(env: Values<typeof queueVariables>) {
  return {
    prefix: env.QUEUE_PREFIX,
    concurrency: {
      tts: env.TTS_CONCURRENCY,
      montage: env.MONTAGE_CONCURRENCY,
      deliver: env.DELIVER_CONCURRENCY,
      greeting: env.GREETING_CONCURRENCY,
    },
    lockDurationMs: env.LOCK_DURATION_MS,
    stalledIntervalMs: env.STALLED_INTERVAL_MS,
    maxStalledCount: env.MAX_STALLED_COUNT,
    attempts: env.STEP_ATTEMPTS,
    backoffMs: env.STEP_BACKOFF_MS,
    reconcileIntervalMs: env.RECONCILE_INTERVAL_MS,
    deadlineMs: env.GREETING_DEADLINE_MS,
  };
}
