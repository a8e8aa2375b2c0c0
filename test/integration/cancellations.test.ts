import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { createCancellations } from '#root/queue/cancellations.js';
import { quietLogger as logger } from '../helpers/logger.js';
import { startRedisCluster } from '../helpers/redis-cluster.js';
import { useRedis } from '../helpers/redis-setups.js';

const { fresh, setup: cluster } = useRedis(() => startRedisCluster());

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
