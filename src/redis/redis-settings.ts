import type { Redis } from 'ioredis';
import type { Logger } from '#root/logger.js';
import { openBriefly, primariesOf, type RedisAddress } from '#root/redis/connection.js';

/** Required settings of Redis, as in deploy/redis.conf, and the reason for each. */
const wanted: Record<string, { value: string; because: string }> = {
  'maxmemory-policy': { value: 'noeviction', because: 'otherwise Redis drops jobs when its memory is full' },
  appendonly: { value: 'yes', because: 'otherwise a restart of Redis loses all flows, and each starts again' },
};

/** Logs a warning for every setting of Redis that may lose work. Does nothing if Redis does not allow CONFIG GET. */
export async function warnOfRedisSettings(address: RedisAddress, logger: Logger): Promise<void> {
  const client = openBriefly(address);
  client.on('error', () => {});
  try {
    await client.connect();
    for (const redis of primariesOf(client)) await warnOf(redis, logger);
  } catch (error) {
    logger.debug('Redis settings not readable', { error });
  } finally {
    client.disconnect();
  }
}

async function warnOf(redis: Redis, logger: Logger): Promise<void> {
  for (const [setting, { value, because }] of Object.entries(wanted)) {
    const [, found] = (await redis.config('GET', setting)) as string[];
    if (found !== undefined && found !== value) {
      logger.warn('Redis setting may lose work', { setting, found, wanted: value, because });
    }
  }
}
