import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, inject } from 'vitest';
import { loadConfig } from '#root/config.js';
import { openBriefly, type RedisAddress } from '#root/redis/connection.js';
import { startRedisCluster } from './redis-cluster.js';
import type { RedisSetup } from './redis-servers.js';
import { freshVariables } from './services.js';

export type FreshRedis = RedisAddress & { prefix: string };

/** Set-ups on which every test of queues runs: the suite's one Redis, and a cluster. */
export const redisSetups = [
  { on: 'one Redis', start: useSuiteRedis, elsewhere: (port: number) => ({ REDIS_PORT: String(port) }) },
  {
    on: 'a cluster',
    start: useSharedCluster,
    elsewhere: (port: number) => ({ REDIS_CLUSTER_NODES: `127.0.0.1:${port}` }),
  },
] satisfies {
  on: string;
  start(): Promise<RedisSetup>;
  /** Returns variables that name such a Redis at this port only. */
  elsewhere(port: number): Record<string, string>;
}[];

async function useSuiteRedis(): Promise<RedisSetup> {
  const { redisHost, redisPort } = inject('services');
  return {
    variables: { REDIS_HOST: redisHost, REDIS_PORT: String(redisPort) },
    servers: [],
    stop: async () => {},
  };
}

let cluster: Promise<RedisSetup> | undefined;

/** Returns a cluster that the files of this process share. It ends with the process. */
async function useSharedCluster(): Promise<RedisSetup> {
  cluster ??= startRedisCluster();
  return { ...(await cluster), stop: async () => {} };
}

/** Starts the set-up for the tests of the block. */
export function useRedis<Setup extends RedisSetup>(start: () => Promise<Setup>) {
  let setup: Setup;
  beforeAll(async () => {
    setup = await start();
  });
  afterAll(() => setup?.stop());

  return {
    /** Returns the address that the set-up's variables name, with a new prefix for queues. */
    fresh(): FreshRedis {
      const env = { ...setup.variables, DATABASE_URL: 'postgresql://not-used' };
      return { ...loadConfig({ env }).redis, prefix: `{test-${randomUUID()}}` };
    },
    /** Returns the variables of a process that uses this Redis, with its own database and prefix. */
    async freshVariables(): Promise<Record<string, string>> {
      const { REDIS_HOST: _host, REDIS_PORT: _port, ...others } = await freshVariables();
      return { ...others, ...setup.variables };
    },
    setup: () => setup,
  };
}

/** Returns the slot of a cluster that contains the queues of this prefix. */
export async function slotOf(redis: FreshRedis): Promise<number> {
  const client = openBriefly(redis);
  await client.connect();
  try {
    return Number(await client.cluster('KEYSLOT', redis.prefix));
  } finally {
    client.disconnect();
  }
}
