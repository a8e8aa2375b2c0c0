import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { openBriefly } from '#root/redis/connection.js';
import { startSentinelRedis } from '../helpers/redis-sentinel.js';
import { useRedis } from '../helpers/redis-setups.js';

const { fresh } = useRedis(startSentinelRedis);

test('a Sentinel that accepts connections but never answers is skipped', async () => {
  const silent = createServer(() => {}).listen(0, '127.0.0.1');
  onTestFinished(() => void silent.close());
  await once(silent, 'listening');
  const { port } = silent.address() as AddressInfo;
  const redis = fresh();
  if (redis.sentinel === undefined) throw new Error('no Sentinel');
  const nodes = [{ host: '127.0.0.1', port }, ...redis.sentinel.nodes];
  const client = openBriefly({ ...redis, sentinel: { ...redis.sentinel, nodes } });
  onTestFinished(() => client.disconnect());
  client.on('error', () => {});
  await client.connect();
  expect(await client.ping()).toBe('PONG');
}, 30_000);
