import type { Redis } from 'ioredis';
import type { Logger } from '#root/logger.js';
import { openBriefly, primariesOf, type RedisAddress } from '#root/redis/connection.js';

/** What Redis has to be set to, as in deploy/redis.conf, and why. */
const wanted: Record<string, { value: string; because: string }> = {
  'maxmemory-policy': { value: 'noeviction', because: 'else Redis drops jobs when its memory is full' },
  appendonly: { value: 'yes', because: 'else a restart of Redis forgets all flows, and each is started over' },
};

/** Warns of every setting of Redis that may lose work. A Redis that does not tell its settings is taken as it is. */
export async function warnOfRedisSettings(address: RedisAddress, logger: Logger): Promise<void> {
  const client = openBriefly(address);
  client.on('error', () => {});
  try {
    await client.connect();
    for (const redis of primariesOf(client)) await warnOf(redis, logger);
  } catch (error) {
    logger.debug('Redis does not tell its settings', { error });
  } finally {
    client.disconnect();
  }
}

async function warnOf(redis: Redis, logger: Logger): Promise<void> {
  for (const [setting, { value, because }] of Object.entries(wanted)) {
    const [, found] = (await redis.config('GET', setting)) as string[];
    if (found !== undefined && found !== value) {
      logger.warn('Redis is not set as it should be', { setting, found, wanted: value, because });
    }
  }
}
