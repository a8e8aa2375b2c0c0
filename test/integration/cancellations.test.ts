import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { loadConfig } from '#root/config.js';
import { createCancellations } from '#root/queue/runs/cancellations.js';
import { createRecordingLogger, quietLogger as logger } from '../helpers/logger.js';
import { startRedisCluster } from '../helpers/redis-cluster.js';
import { redisSetups, useRedis } from '../helpers/redis-setups.js';

/** Returns how many connections this process began while it lasted. */
async function connectionsDuring(lasting: Promise<unknown>): Promise<number> {
  let begun = 0;
  const count = () => {
    begun += 1;
  };
  subscribe('net.client.socket', count);
  await lasting;
  unsubscribe('net.client.socket', count);
  return begun;
}

describe.each(redisSetups)('cancellations, on $on,', ({ start, elsewhere }) => {
  const { fresh } = useRedis(start);

  test('are heard by all who listen under the prefix, until they close', async () => {
    const heard: string[] = [];
    const listen = async (who: string, redis = fresh()) => {
      const cancellations = createCancellations({ redis, prefix: redis.prefix, logger });
      await cancellations.subscribe((videoJobId) => heard.push(`${who}: ${videoJobId}`));
      return cancellations;
    };
    const redis = fresh();
    const [first, second, other] = [await listen('first', redis), await listen('second', redis), await listen('other')];
    await first.publish('one');
    await expect.poll(() => heard.toSorted()).toEqual(['first: one', 'second: one']);

    await first.close();
    await other.publish('two');
    await second.publish('three');
    await expect.poll(() => heard.slice(2).toSorted()).toEqual(['other: two', 'second: three']);
    await Promise.all([second.close(), other.close()]);
  });

  test('are told in vain where Redis is away, and nobody waits for it', async () => {
    const away = loadConfig({ env: { ...elsewhere(1), DATABASE_URL: 'postgresql://not-used' } }).redis;
    const { logger, lines } = createRecordingLogger();
    const cancellations = createCancellations({ redis: away, prefix: '{any}', logger });
    await cancellations.publish('one');
    expect(lines).toContainEqual(
      expect.objectContaining({
        level: 'warn',
        message: 'workers not told of a cancelled greeting',
        videoJobId: 'one',
      }),
    );
  });
});

describe('cancellations', () => {
  const { fresh, setup: cluster } = useRedis(() => startRedisCluster());

  test('are heard again after an outage of a whole cluster, which is not asked without a pause meanwhile', async () => {
    const redis = fresh();
    const cancellations = createCancellations({ redis, prefix: redis.prefix, logger });
    const heard: string[] = [];
    await cancellations.subscribe((videoJobId) => heard.push(videoJobId));
    const nodes = cluster().servers.map((_, at) => at);
    await Promise.all(nodes.map((at) => cluster().kill(at)));
    expect(await connectionsDuring(sleep(1_000))).toBeLessThan(50);

    await Promise.all(nodes.map((at) => cluster().start(at)));
    // Also in the first seconds, when the nodes have not found each other yet, telling comes to an end.
    const tell = async () => {
      await cancellations.publish('one');
      return heard;
    };
    await expect.poll(tell, { timeout: 30_000 }).toContain('one');
    await cancellations.close();
  });
});
