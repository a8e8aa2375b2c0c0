import type { ConnectionOptions } from 'bullmq';

export interface RedisAddress {
  host: string;
  port: number;
  password?: string | undefined;
}

const LONGEST_RECONNECT_MS = 2_000;

/** For workers: waits for Redis as long as it takes, and looks often enough to be back at once. */
export function workerConnection(redis: RedisAddress): ConnectionOptions {
  return { ...shared(redis), maxRetriesPerRequest: null };
}

/** For producers: a command fails at once while Redis is away, instead of being kept for later. */
export function producerConnection(redis: RedisAddress): ConnectionOptions {
  return { ...shared(redis), maxRetriesPerRequest: 1, enableOfflineQueue: false };
}

function shared({ host, port, password }: RedisAddress) {
  return {
    host,
    port,
    ...(password === undefined ? {} : { password }),
    retryStrategy: (times: number) => Math.min(100 * times, LONGEST_RECONNECT_MS),
  };
}
