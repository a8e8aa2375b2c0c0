import { createIORedisClient, RedisConnection, type RedisOptions } from 'bullmq';
import { Cluster, Redis } from 'ioredis';
import type { RedisNode } from '#root/config/redis.js';

/** One Redis at `host` and `port`; where they are given, the nodes of a cluster, or the primary that Sentinels know. */
export interface RedisAddress extends RedisNode {
  username?: string | undefined;
  password?: string | undefined;
  /** Encrypts all connections. `ca`: the certificates to trust in place of the well-known ones, PEM. */
  tls?: { ca?: string | undefined } | undefined;
  clusterNodes?: RedisNode[] | undefined;
  sentinel?: { nodes: RedisNode[]; name: string; password?: string | undefined } | undefined;
}

const LONGEST_RECONNECT_MS = 2_000;
const BRIEFLY_MS = 3_000;

/** For workers: waits for Redis as long as it takes, and looks often enough to be back at once. */
export function workerConnection(redis: RedisAddress): RedisOptions {
  return shared(redis, { maxRetriesPerRequest: null });
}

/** For producers: a command fails at once while Redis is away, instead of being kept for later. */
export function producerConnection(redis: RedisAddress): RedisOptions {
  return shared(redis, { maxRetriesPerRequest: 1, enableOfflineQueue: false });
}

/**
 * Makes a client for subscriptions that connects when it is used and keeps trying, as a worker does; it is the caller's
 * to close. Errors while Redis is away come as its `error` event.
 */
export function openSubscriber(redis: RedisAddress): Redis {
  const { clusterNodes: nodes, ...options } = workerConnection(redis);
  // What is published at one node of a cluster is heard at every other. ioredis' Cluster is not asked to subscribe: once
  // all nodes are gone it tries them again without a pause, and each time keeps some memory for good.
  let at = 0;
  const client: Redis = new Redis({
    ...options,
    ...nodes?.[at],
    lazyConnect: true,
    retryStrategy(times) {
      at += 1;
      Object.assign(client.options, nodes?.[at % nodes.length]);
      return reconnectDelayMs(times);
    },
  });
  return client;
}

/**
 * Makes a client for a few commands after `connect()`, which fails at once where Redis is away, and within seconds where
 * it hangs; the caller's to close.
 */
export function openBriefly(redis: RedisAddress): Redis | Cluster {
  const inTime = { connectTimeout: BRIEFLY_MS, commandTimeout: BRIEFLY_MS };
  const once = { lazyConnect: true, retryStrategy: () => null, sentinelRetryStrategy: () => null, ...inTime };
  return openClient({ ...producerConnection(redis), ...once });
}

/** The nodes that hold data; each has settings of its own. */
export function primariesOf(client: Redis | Cluster): Redis[] {
  return client instanceof Cluster ? client.nodes('master') : [client];
}

function shared(redis: RedisAddress, options: RedisOptions): RedisOptions {
  // BullMQ itself makes and closes a client from options for one Redis only; for a cluster it has to be told how.
  RedisConnection.clientFactory = (merged) => createIORedisClient(openClient(merged));
  const { username, password } = redis;
  return {
    ...placeOf(redis),
    ...tlsOf(redis),
    ...(username === undefined ? {} : { username }),
    ...(password === undefined ? {} : { password }),
    retryStrategy: reconnectDelayMs,
    ...options,
  };
}

function reconnectDelayMs(times: number): number {
  return Math.min(100 * times, LONGEST_RECONNECT_MS);
}

function placeOf({ host, port, clusterNodes, sentinel }: RedisAddress): RedisOptions {
  if (clusterNodes !== undefined) return { clusterNodes };
  if (sentinel === undefined) return { host, port };
  return {
    sentinels: sentinel.nodes,
    name: sentinel.name,
    ...(sentinel.password === undefined ? {} : { sentinelPassword: sentinel.password }),
    // One that hangs would else be waited for, though others are there.
    sentinelCommandTimeout: BRIEFLY_MS,
    // A primary that has just become a replica: connect anew, to the new primary, and send the command again.
    reconnectOnError: (error: Error) => (error.message.startsWith('READONLY') ? 2 : false),
  };
}

function tlsOf({ tls, sentinel }: RedisAddress): RedisOptions {
  if (tls === undefined) return {};
  const trust = tls.ca === undefined ? {} : { ca: tls.ca };
  return { tls: trust, ...(sentinel === undefined ? {} : { sentinelTLS: trust, enableTLSForSentinelMode: true }) };
}

function openClient(options: RedisOptions): Redis | Cluster {
  if (options.clusterNodes === undefined) return new Redis(options);
  const {
    clusterNodes,
    host: _host,
    port: _port,
    retryStrategy,
    enableOfflineQueue = true,
    lazyConnect = false,
    ...redisOptions
  } = options;
  return new Cluster(clusterNodes, {
    clusterRetryStrategy: retryStrategy,
    enableOfflineQueue,
    lazyConnect,
    // With it connect() never ends where nodes are there, but do not serve all slots; BullMQ's workers wait for it.
    enableReadyCheck: false,
    // How often a command is redirected stays at ioredis' default, for workers too: one that is redirected for ever
    // outlives an outage of its node and never returns, and BullMQ asks again by itself.
    retryDelayOnMoved: 20,
    // By name, not by the address behind it: a certificate is made out to names.
    dnsLookup: (name, found) => found(null, name),
    redisOptions,
  });
}
