import { setTimeout as sleep } from 'node:timers/promises';
import { RateLimiterMemory, RateLimiterRedis, RateLimiterRes } from 'rate-limiter-flexible';
import type { Config } from '#root/config.js';
import { AbortedError } from '#root/errors.js';
import type { Logger } from '#root/logger.js';
import { openImpatient, type RedisAddress } from '#root/redis/connection.js';
import { engines } from '#root/tts/engines/index.js';

export interface ServiceLimitsDeps {
  redis: RedisAddress;
  /** Prefix of the keys in Redis. */
  prefix: string;
  /** Engines in use, and the limits that replace those of the services' documents. */
  speech: Pick<Config['speech'], 'engines' | 'limits'>;
  logger: Logger;
}

export interface ServiceLimits {
  /** Waits until the service may be called. Throws AbortedError if aborted. */
  wait(engine: string, signal: AbortSignal): Promise<void>;
  close(): Promise<void>;
}

/** Keeps the limits of services over all workers together. If Redis is unavailable, each process keeps them alone. */
export function createServiceLimits({ redis, prefix, speech, logger }: ServiceLimitsDeps): ServiceLimits {
  const entries = speech.engines.flatMap((name) => {
    const perSecond = speech.limits[name] ?? engines[name].callsPerSecond;
    return perSecond === undefined ? [] : [[name, perSecond] as const];
  });
  const client = entries.length === 0 ? undefined : openImpatient(redis);
  client?.on('error', (error: unknown) => logger.debug('Redis connection failed', { error }));
  const limiters = new Map(
    entries.map(([engine, points]) => {
      const insuranceLimiter = new RateLimiterMemory({ points, duration: 1 });
      const options = { storeClient: client, keyPrefix: `${prefix}:speech`, points, duration: 1, insuranceLimiter };
      return [engine as string, new RateLimiterRedis(options)];
    }),
  );

  return {
    async wait(engine, signal) {
      const limiter = limiters.get(engine);
      if (limiter === undefined) return;
      for (;;) {
        try {
          await limiter.consume(engine);
          return;
        } catch (error) {
          if (!(error instanceof RateLimiterRes)) throw error;
          await pause(error.msBeforeNext, signal);
        }
      }
    },

    async close() {
      client?.disconnect();
    },
  };
}

async function pause(ms: number, signal: AbortSignal): Promise<void> {
  try {
    await sleep(ms, undefined, { signal });
  } catch {
    throw new AbortedError(signal.reason);
  }
}
