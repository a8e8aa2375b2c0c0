import { Redis } from 'ioredis';
import type { Logger } from '#root/logger.js';
import { producerConnection, type RedisAddress } from '#root/queue/connection.js';

/** What Redis has to be set to, as in deploy/redis.conf, and why. */
const wanted: Record<string, { value: string; because: string }> = {
  'maxmemory-policy': { value: 'noeviction', because: 'else Redis drops jobs when its memory is full' },
  appendonly: { value: 'yes', because: 'else a restart of Redis forgets all flows, and each is started over' },
};

/** Warns of every setting of Redis that may lose work. A Redis that does not tell its settings is taken as it is. */
export async function warnOfRedisSettings(address: RedisAddress, logger: Logger): Promise<void> {
  const redis = new Redis({ ...producerConnection(address), lazyConnect: true, retryStrategy: null });
  redis.on('error', () => {});
  try {
    await redis.connect();
    for (const [setting, { value, because }] of Object.entries(wanted)) {
      const [, found] = (await redis.config('GET', setting)) as string[];
      if (found !== undefined && found !== value) {
        logger.warn('Redis is not set as it should be', { setting, found, wanted: value, because });
      }
    }
  } catch (error) {
    logger.debug('Redis does not tell its settings', { error });
  } finally {
    redis.disconnect();
  }
}
