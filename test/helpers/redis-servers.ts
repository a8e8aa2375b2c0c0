import { copyFile, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { execa } from 'execa';
import getPort from 'get-port';
import { Redis } from 'ioredis';
import { type GuardedServer, startGuarded } from '#root/embedded/guarded-server.js';
import { findProgram } from '#root/embedded/programs.js';

/** Redis as it is run elsewhere than on one machine. */
export interface RedisSetup {
  /** By which the project finds it. */
  variables: Record<string, string>;
  servers: GuardedServer[];
  /** Ends the cluster's node that has the slot, and starts it again so many milliseconds later. */
  outage?(slot: number, ms: number): Promise<void>;
  stop(): Promise<void>;
}

const HOST = '127.0.0.1';
const SLOTS = 16_384;
const PRIMARY_NAME = 'main';
const CONFIG = fileURLToPath(new URL('../../deploy/redis.conf', import.meta.url));
const SETTINGS = 'redis.conf';
const POLL_MS = 25;

/** Starts three nodes and makes one cluster of them. */
export async function startRedisCluster(): Promise<RedisSetup> {
  const dir = await temporaryDir();
  const ports = [await getPort(), await getPort(), await getPort()];
  const buses = [await getPort(), await getPort(), await getPort()];
  const homes = await Promise.all(ports.map((port) => homeOf(dir, port)));
  const start = (at: number) =>
    startServer(homes[at] ?? '', ports[at] ?? 0, [
      SETTINGS,
      ...['--port', String(ports[at]), '--cluster-enabled', 'yes', '--cluster-port', String(buses[at])],
      ...['--cluster-node-timeout', '2000'],
    ]);
  const servers = await Promise.all(ports.map((_, at) => start(at)));
  const nodes = ports.map((port) => new Redis({ host: HOST, port }));
  try {
    await makeCluster(nodes, ports, buses);
  } finally {
    for (const node of nodes) node.disconnect();
  }
  return {
    ...setup(dir, servers, { REDIS_CLUSTER_NODES: ports.map((port) => `${HOST}:${port}`).join(',') }),
    async outage(slot, ms) {
      const at = Math.floor(slot / Math.ceil(SLOTS / nodes.length));
      process.kill(servers[at]?.pid ?? 0, 'SIGKILL');
      await servers[at]?.ended;
      await sleep(ms);
      servers[at] = await start(at);
    },
  };
}

async function makeCluster(nodes: Redis[], ports: number[], buses: number[]): Promise<void> {
  const share = Math.ceil(SLOTS / nodes.length);
  for (const [at, node] of nodes.entries()) {
    const first = at * share;
    await node.call('CLUSTER', 'ADDSLOTSRANGE', first, Math.min(first + share, SLOTS) - 1);
    await node.call('CLUSTER', 'SET-CONFIG-EPOCH', at + 1);
  }
  for (const at of [1, 2]) {
    await nodes[0]?.call('CLUSTER', 'MEET', HOST, ports[at] ?? 0, buses[at] ?? 0);
  }
  await until(async () => {
    const told = await Promise.all(nodes.map((node) => node.call('CLUSTER', 'INFO')));
    return told.every((info) => /cluster_state:ok.*cluster_known_nodes:3/s.test(String(info)));
  });
}

/** Starts one that speaks TLS with a certificate of its own, to a user with a password. */
export async function startTlsRedis(): Promise<RedisSetup> {
  const dir = await temporaryDir();
  const port = await getPort();
  const plainPort = await getPort();
  const home = await homeOf(dir, plainPort);
  const [certificate, key] = [join(home, 'certificate.pem'), join(home, 'key.pem')];
  await execa('openssl', [
    ...['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '1'],
    ...['-subj', '/CN=localhost', '-addext', `subjectAltName=IP:${HOST}`, '-keyout', key, '-out', certificate],
  ]);
  const server = await startServer(home, plainPort, [
    SETTINGS,
    ...['--port', String(plainPort), '--tls-port', String(port), '--tls-auth-clients', 'no'],
    ...['--tls-cert-file', certificate, '--tls-key-file', key],
    ...['--user', 'worker', 'on', '>secret', '~*', '&*', '+@all'],
  ]);
  return setup(dir, [server], {
    REDIS_HOST: HOST,
    REDIS_PORT: String(port),
    REDIS_USERNAME: 'worker',
    REDIS_PASSWORD: 'secret',
    REDIS_TLS: 'true',
    REDIS_TLS_CA_FILE: certificate,
  });
}

/** Starts a primary, its replica and a Sentinel; `servers` has them in this order. */
export async function startSentinelRedis(): Promise<RedisSetup> {
  const dir = await temporaryDir();
  const [primaryPort, replicaPort, sentinelPort] = [await getPort(), await getPort(), await getPort()];
  const primary = await startServer(await homeOf(dir, primaryPort), primaryPort, [
    SETTINGS,
    ...['--port', String(primaryPort), '--repl-diskless-sync-delay', '0'],
  ]);
  const replica = await startServer(await homeOf(dir, replicaPort), replicaPort, [
    SETTINGS,
    ...['--port', String(replicaPort), '--replicaof', HOST, String(primaryPort)],
  ]);
  await ask(replicaPort, async (client) => (await client.info('replication')).includes('master_link_status:up'));
  const sentinel = await startSentinel(await homeOf(dir, sentinelPort), sentinelPort, primaryPort);
  return setup(dir, [primary, replica, sentinel], {
    REDIS_SENTINELS: `${HOST}:${sentinelPort}`,
    REDIS_SENTINEL_NAME: PRIMARY_NAME,
  });
}

async function startSentinel(home: string, port: number, primaryPort: number): Promise<GuardedServer> {
  const configPath = join(home, 'sentinel.conf');
  const monitored = `sentinel monitor ${PRIMARY_NAME} ${HOST} ${primaryPort} 1`;
  const patience = `sentinel down-after-milliseconds ${PRIMARY_NAME} 500\nsentinel failover-timeout ${PRIMARY_NAME} 3000`;
  await writeFile(configPath, `port ${port}\n${monitored}\n${patience}\n`);
  const sentinel = await startServer(home, port, [configPath, '--sentinel']);
  // Without a known replica there is nobody to take over.
  await ask(port, async (client) => {
    const replicas = await client.call('SENTINEL', 'REPLICAS', PRIMARY_NAME);
    return Array.isArray(replicas) && replicas.length === 1;
  });
  return sentinel;
}

async function startServer(home: string, port: number, args: string[]): Promise<GuardedServer> {
  const command = (await findProgram(['redis-server', 'valkey-server'], process.env.PATH ?? '')) ?? 'redis-server';
  return startGuarded(
    {
      command,
      args: [...args, '--bind', HOST, '--dir', home],
      cwd: home,
      logPath: join(home, 'redis.log'),
      stopSignal: 'SIGTERM',
      temporaryDir: home,
    },
    () => answers(port),
  );
}

/** Makes the directory of one server, which is removed with it, with a copy of the settings: a Sentinel rewrites them. */
async function homeOf(parent: string, port: number): Promise<string> {
  const home = join(parent, String(port));
  await mkdir(home);
  await copyFile(CONFIG, join(home, SETTINGS));
  return home;
}

async function ask(port: number, isSo: (client: Redis) => Promise<boolean>): Promise<void> {
  const client = new Redis({ host: HOST, port });
  try {
    await until(() => isSo(client));
  } finally {
    client.disconnect();
  }
}

async function answers(port: number): Promise<boolean> {
  const redis = new Redis({ host: HOST, port, lazyConnect: true, retryStrategy: null, maxRetriesPerRequest: 0 });
  redis.on('error', () => {});
  try {
    await redis.connect();
    return (await redis.ping()) === 'PONG';
  } catch {
    return false;
  } finally {
    redis.disconnect();
  }
}

async function until(isSo: () => Promise<boolean>): Promise<void> {
  while (!(await isSo())) await sleep(POLL_MS);
}

async function temporaryDir(): Promise<string> {
  return mkdtemp(join(tmpdir(), 'zdravitsa-redis-'));
}

function setup(dir: string, servers: GuardedServer[], variables: Record<string, string>): RedisSetup {
  return {
    servers,
    variables,
    async stop() {
      await Promise.all(servers.map((server) => server.stop()));
      // What a server that was killed has left.
      await rm(dir, { recursive: true, force: true });
    },
  };
}
