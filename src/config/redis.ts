import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { list, port, type Refuse, type Values } from '#root/config/kinds.js';
import type { queueVariables } from '#root/config/queues.js';

/** Address of a Redis, a Sentinel or a node of a cluster. */
export interface RedisNode {
  host: string;
  port: number;
}

// HOST:PORT, with brackets around an IPv6 address.
const NODE = /^(?:\[(?<address>[\da-f:.]+)\]|(?<name>[^\s:[\]]+)):(?<port>\d{1,5})$/i;
// Redis Cluster hashes only the part of a key between the first brace and the one that closes it.
const HASH_TAG = /^[^{]*\{[^}]+\}/;

const nodes = list.transform((items, context) => items.map((item) => parseNode(item, context)));

export const redisVariables = {
  REDIS_HOST: z.string().default('127.0.0.1'),
  REDIS_PORT: port.default(6379),
  REDIS_USERNAME: z.string().optional(),
  REDIS_PASSWORD: z.string().optional(),
  REDIS_TLS: z.stringbool({ truthy: ['true'], falsy: ['false'] }).default(false),
  REDIS_TLS_CA_FILE: z.string().transform(readCertificate).optional(),
  REDIS_CLUSTER_NODES: nodes.optional(),
  REDIS_SENTINELS: nodes.optional(),
  REDIS_SENTINEL_NAME: z.string().optional(),
  REDIS_SENTINEL_PASSWORD: z.string().optional(),
};

/** Unsets every variable of Redis. */
export const noRedis = Object.fromEntries(Object.keys(redisVariables).map((name) => [name, undefined]));

type RedisValues = Values<typeof redisVariables>;
type CheckedValues = RedisValues & Pick<Values<typeof queueVariables>, 'QUEUE_PREFIX'>;

export function checkRedis(env: CheckedValues, refuse: Refuse): void {
  const hasSentinels = env.REDIS_SENTINELS !== undefined;
  const hasCluster = env.REDIS_CLUSTER_NODES !== undefined;

  if (hasCluster && hasSentinels) refuse('REDIS_SENTINELS', 'cannot be combined with REDIS_CLUSTER_NODES');
  if (hasCluster && !HASH_TAG.test(env.QUEUE_PREFIX)) {
    refuse('QUEUE_PREFIX', 'requires a hash tag if REDIS_CLUSTER_NODES is set, as in {zdravitsa}');
  }
  if (hasSentinels && env.REDIS_SENTINEL_NAME === undefined) {
    refuse('REDIS_SENTINEL_NAME', 'is required if REDIS_SENTINELS is set');
  }
  for (const name of ['REDIS_SENTINEL_NAME', 'REDIS_SENTINEL_PASSWORD'] as const) {
    if (env[name] !== undefined && !hasSentinels) refuse(name, 'requires REDIS_SENTINELS, which is not set');
  }
  if (env.REDIS_TLS_CA_FILE !== undefined && !env.REDIS_TLS) refuse('REDIS_TLS_CA_FILE', 'requires REDIS_TLS=true');
  if (env.REDIS_USERNAME !== undefined && env.REDIS_PASSWORD === undefined) {
    refuse('REDIS_PASSWORD', 'is required if REDIS_USERNAME is set');
  }
}

export function toRedis(env: RedisValues) {
  const { REDIS_SENTINELS: sentinels, REDIS_SENTINEL_NAME: name, REDIS_SENTINEL_PASSWORD: password } = env;
  return {
    host: env.REDIS_HOST,
    port: env.REDIS_PORT,
    username: env.REDIS_USERNAME,
    password: env.REDIS_PASSWORD,
    tls: env.REDIS_TLS ? { ca: env.REDIS_TLS_CA_FILE } : undefined,
    clusterNodes: env.REDIS_CLUSTER_NODES,
    sentinel: sentinels === undefined ? undefined : { nodes: sentinels, name: name ?? '', password },
  };
}

function parseNode(item: string, context: z.RefinementCtx): RedisNode {
  const { address, name, port: digits } = NODE.exec(item)?.groups ?? {};
  const host = address ?? name;
  const port = Number(digits);
  if (host === undefined || port < 1 || port > 65_535) {
    context.addIssue({ code: 'custom', message: `"${item}" is not host:port` });
    return z.NEVER;
  }
  return { host, port };
}

function readCertificate(path: string, context: z.RefinementCtx): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? ` (${error.code})` : '';
    context.addIssue({ code: 'custom', message: `cannot be read${code}` });
    return z.NEVER;
  }
}
