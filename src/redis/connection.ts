import { createIORedisClient, RedisConnection, type RedisOptions } from 'bullmq';
import { Cluster, Redis } from 'ioredis';
import type { RedisNode } from '#root/config/redis.js';

/** One Redis at `host` and `port`, or else the nodes of a cluster, or the primary that Sentinels name. */
export interface RedisAddress extends RedisNode {
  username?: string | undefined;
  password?: string | undefined;
  /** Encrypts all connections. `ca` replaces the well-known certificate authorities, in PEM format. */
  tls?: { ca?: string | undefined } | undefined;
  clusterNodes?: RedisNode[] | undefined;
  sentinel?: { nodes: RedisNode[]; name: string; password?: string | undefined } | undefined;
}

const LONGEST_RECONNECT_MS = 2_000;
const SHORT_TIMEOUT_MS = 3_000;

// Answers of a server that is no primary any more: a replica, one that has just become a replica, and one that loads the
// data of its primary. Redis 6 puts the answer to a command of a script into a longer message.
const NO_PRIMARY = /(^|-)(READONLY|MASTERDOWN|UNBLOCKED|LOADING) /;

/** Returns whether a server answered that is not the primary, so that a new connection may find the primary. */
export function isOfNoPrimary(error: Error): boolean {
  return NO_PRIMARY.test(error.message);
}

/** Returns options for workers. A command waits until Redis is available again. */
export function workerConnection(redis: RedisAddress): RedisOptions {
  return shared(redis, { maxRetriesPerRequest: null });
}

/** Returns options for producers. A command fails at once if Redis is unavailable. */
export function producerConnection(redis: RedisAddress): RedisOptions {
  return shared(redis, { maxRetriesPerRequest: 1, enableOfflineQueue: false });
}

/**
 * Creates a client for subscriptions, which the caller closes. It connects at its first command and keeps trying while
 * Redis is unavailable, with an `error` event each time.
 */
export function openSubscriber(redis: RedisAddress): Redis {
  const { clusterNodes: nodes, ...options } = workerConnection(redis);
  // Every node of a cluster receives all published messages, so one connection suffices. ioredis' Cluster is not used:
  // when all nodes are down it reconnects without a pause and leaks memory each time.
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
 * Creates a client for a few commands, which the caller connects and closes. Connecting fails at once if Redis is
 * unavailable, and within seconds if it hangs.
 */
export function openBriefly(redis: RedisAddress): Redis | Cluster {
  const inTime = { connectTimeout: SHORT_TIMEOUT_MS, commandTimeout: SHORT_TIMEOUT_MS };
  const once = { lazyConnect: true, retryStrategy: () => null, sentinelRetryStrategy: () => null, ...inTime };
  return openClient({ ...producerConnection(redis), ...once });
}

/**
 * Creates a client for many commands, which the caller closes. It keeps connecting, with an `error` event each time. A
 * command fails within seconds if Redis is unavailable or hangs.
 */
export function openImpatient(redis: RedisAddress): Redis | Cluster {
  return openClient({ ...producerConnection(redis), enableOfflineQueue: true, commandTimeout: SHORT_TIMEOUT_MS });
}

/** Returns a client of every node that stores data. Each node has its own settings. */
export function primariesOf(client: Redis | Cluster): Redis[] {
  return client instanceof Cluster ? client.nodes('master') : [client];
}

function shared(redis: RedisAddress, options: RedisOptions): RedisOptions {
  // BullMQ creates its clients from options for one Redis only. For a cluster it requires this factory.
  RedisConnection.clientFactory = (merged) => createIORedisClient(openClient(merged));
  const { username, password } = redis;
  return {
    ...placeOf(redis),
    ...tlsOf(redis),
    ...(username === undefined ? {} : { username }),
    ...(password === undefined ? {} : { password }),
    retryStrategy: reconnectDelayMs,
    // Connect to the new primary, also behind one address, and send the command again.
    reconnectOnError: (error: Error) => (isOfNoPrimary(error) ? 2 : false),
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
    // Without a limit, a Sentinel that hangs would be waited for although others answer.
    sentinelCommandTimeout: SHORT_TIMEOUT_MS,
  };
}

function tlsOf({ tls, sentinel }: RedisAddress): RedisOptions {
  if (tls === undefined) return {};
  const trust = tls.ca === undefined ? {} : { ca: tls.ca };
  return { tls: trust, ...(sentinel === undefined ? {} : { sentinelTLS: trust, enableTLSForSentinelMode: true }) };
}

/**
 * A client that ends at once while Redis is unavailable. If it is disconnected between two tries to connect, ioredis ends
 * it without the event `end`, for which a worker waits when it is closed (https://github.com/taskforcesh/bullmq/issues/4656).
 * And ioredis lets QUIT wait behind commands that wait for a connection, such as a worker's check for stalled jobs.
 */
class EndingRedis extends Redis {
  override disconnect(reconnect = false): void {
    if (this.status === 'reconnecting' && !reconnect) this.status = 'wait';
    super.disconnect(reconnect);
  }

  override async quit(): Promise<'OK'> {
    if (this.status === 'ready') return super.quit();
    this.disconnect();
    return 'OK';
  }
}

function openClient(options: RedisOptions): Redis | Cluster {
  if (options.clusterNodes === undefined) return new EndingRedis(options);
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
    // With the check, connect() would never end while some slots are not served, and BullMQ's workers wait for it.
    enableReadyCheck: false,
    // Workers, too, keep ioredis' limit of redirections. A command without a limit never returns after an outage of its
    // node, and BullMQ repeats commands itself.
    retryDelayOnMoved: 20,
    // Connect by name instead of address, because certificates contain names.
    dnsLookup: (name, found) => found(null, name),
    redisOptions,
  });
}
