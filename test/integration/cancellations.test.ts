import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { loadConfig } from '#root/config.js';
import { createCancellations } from '#root/queue/runs/cancellations.js';
import { createRecordingLogger, quietLogger as logger } from '../helpers/logger.js';
import { startRedisCluster } from '../helpers/redis-cluster.js';
import { redisSetups, useRedis } from '../helpers/redis-setups.js';

/** Returns the number of connections that this process opened until the promise settled. */
async function connectionsDuring(work: Promise<unknown>): Promise<number> {
  let opened = 0;
  const count = () => {
    opened += 1;
  };
  subscribe('net.client.socket', count);
  await work;
  unsubscribe('net.client.socket', count);
  return opened;
}

describe.each(redisSetups)('cancellations, on $on,', ({ start, elsewhere }) => {
  const { fresh } = useRedis(start);

  test('reach all subscribers of the prefix until they close', async () => {
    const received: string[] = [];
    const listen = async (who: string, redis = fresh()) => {
      const cancellations = createCancellations({ redis, prefix: redis.prefix, logger });
      await cancellations.subscribe((videoJobId) => received.push(`${who}: ${videoJobId}`));
      return cancellations;
    };
    const redis = fresh();
    const [first, second, other] = [await listen('first', redis), await listen('second', redis), await listen('other')];
    await first.publish('one');
    await expect.poll(() => received.toSorted()).toEqual(['first: one', 'second: one']);

    await first.close();
    await other.publish('two');
    await second.publish('three');
    await expect.poll(() => received.slice(2).toSorted()).toEqual(['other: two', 'second: three']);
    await Promise.all([second.close(), other.close()]);
  });

  test('are only logged if Redis is unavailable', async () => {
    const unavailable = loadConfig({ env: { ...elsewhere(1), DATABASE_URL: 'postgresql://not-used' } }).redis;
    const { logger, lines } = createRecordingLogger();
    const cancellations = createCancellations({ redis: unavailable, prefix: '{any}', logger });
    await cancellations.publish('one');
    expect(lines).toContainEqual(
      expect.objectContaining({
        level: 'warn',
        message: 'workers not notified of the cancellation',
        videoJobId: 'one',
      }),
    );
  });
});

describe('cancellations', () => {
  const { fresh, setup: cluster } = useRedis(() => startRedisCluster());

  test('arrive again after an outage of a whole cluster, without a storm of connections meanwhile', async () => {
    const redis = fresh();
    const cancellations = createCancellations({ redis, prefix: redis.prefix, logger });
    const received: string[] = [];
    await cancellations.subscribe((videoJobId) => received.push(videoJobId));
    const nodes = cluster().servers.map((_, at) => at);
    await Promise.all(nodes.map((at) => cluster().kill(at)));
    expect(await connectionsDuring(sleep(1_000))).toBeLessThan(50);

    await Promise.all(nodes.map((at) => cluster().start(at)));
    // `publish` must return even in the first seconds, when the nodes have not found each other yet.
    const publish = async () => {
      await cancellations.publish('one');
      return received;
    };
    await expect.poll(publish, { timeout: 30_000 }).toContain('one');
    await cancellations.close();
  });
});
