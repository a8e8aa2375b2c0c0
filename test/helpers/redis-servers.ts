import { copyFile, mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { execa } from 'execa';
import { Redis } from 'ioredis';
import { type GuardedServer, startGuarded } from '#root/dev/embedded/guarded-server.js';
import { findProgram } from '#root/process/find-program.js';

/** Servers of Redis in one way of setting it up. */
export interface RedisSetup {
  /** Variables with which the project connects. */
  variables: Record<string, string>;
  servers: GuardedServer[];
  stop(): Promise<void>;
}

/** Directory and security settings that all servers of a set-up share. */
export interface Site {
  dir: string;
  /** Absent if the servers use neither TLS nor passwords. */
  security?: Security;
}

interface Security {
  password: string;
  /** Path of the authority that signed the certificate. The certificate contains the name HOST only. */
  authority: string;
  certificate: string;
  key: string;
}

export const HOST = 'localhost';
const CONFIG = fileURLToPath(new URL('../../deploy/redis.conf', import.meta.url));
const SETTINGS = 'redis.conf';
const POLL_MS = 25;

export async function makeSite({ isSecure }: { isSecure: boolean }): Promise<Site> {
  const dir = await mkdtemp(join(tmpdir(), 'zdravitsa-redis-'));
  return isSecure ? { dir, security: await secure(dir) } : { dir };
}

async function secure(dir: string): Promise<Security> {
  const path = (name: string) => join(dir, `${name}.pem`);
  const make = (name: string, ...more: string[]) =>
    execa('openssl', [
      ...['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '1'],
      ...['-subj', `/CN=${name}`, '-keyout', path(`${name}-key`), '-out', path(name), ...more],
    ]);
  await make('authority');
  await make(
    'server',
    ...['-CA', path('authority'), '-CAkey', path('authority-key')],
    ...['-addext', `subjectAltName=DNS:${HOST}`, '-addext', 'basicConstraints=critical,CA:FALSE'],
  );
  return { password: 'secret', authority: path('authority'), certificate: path('server'), key: path('server-key') };
}

/** Starts a server in its own directory, with deploy/redis.conf or `settings`. It may be started again after `stop`. */
export async function startServer(
  { dir, security }: Site,
  port: number,
  args: string[],
  settings = CONFIG,
): Promise<GuardedServer> {
  const command = (await findProgram(['redis-server', 'valkey-server'], process.env.PATH ?? '')) ?? 'redis-server';
  const home = join(dir, String(port));
  await mkdir(home, { recursive: true });
  // A copy, because Sentinels write to their own file and to those of the servers that they watch.
  await copyFile(settings, join(home, SETTINGS));
  return startGuarded(
    {
      command,
      args: [SETTINGS, ...args, ...listening(port, security), '--bind', '127.0.0.1', '--dir', home],
      cwd: home,
      logPath: join(home, 'redis.log'),
      stopSignal: 'SIGTERM',
      temporaryDir: home,
    },
    () => answers({ dir, ...(security === undefined ? {} : { security }) }, port),
  );
}

function listening(port: number, security: Security | undefined): string[] {
  if (security === undefined) return ['--port', String(port)];
  const { password, authority, certificate, key } = security;
  return [
    ...['--port', '0', '--tls-port', String(port), '--tls-replication', 'yes', '--tls-cluster', 'yes'],
    ...['--tls-ca-cert-file', authority, '--tls-cert-file', certificate, '--tls-key-file', key],
    ...['--tls-auth-clients', 'no', '--requirepass', password, '--masterauth', password],
  ];
}

/** Returns the variables with which clients log in. */
export function securityVariables({ security }: Site): Record<string, string> {
  if (security === undefined) return {};
  return { REDIS_TLS: 'true', REDIS_TLS_CA_FILE: security.authority, REDIS_PASSWORD: security.password };
}

/** Polls a server until the condition holds. */
export async function until(site: Site, port: number, condition: (client: Redis) => Promise<boolean>): Promise<void> {
  await withClient(site, port, async (client) => {
    while (!(await condition(client))) await sleep(POLL_MS);
  });
}

/** Calls `use` with a client of one server. */
export async function withClient<T>({ security }: Site, port: number, use: (client: Redis) => Promise<T>): Promise<T> {
  const tls = security === undefined ? {} : { tls: { ca: await readFile(security.authority) } };
  const password = security === undefined ? {} : { password: security.password };
  const once = { lazyConnect: true, retryStrategy: () => null, maxRetriesPerRequest: 0 };
  const client = new Redis({ host: HOST, port, ...once, ...tls, ...password });
  client.on('error', () => {});
  try {
    await client.connect();
    return await use(client);
  } finally {
    client.disconnect();
  }
}

async function answers(site: Site, port: number): Promise<boolean> {
  return withClient(site, port, async (client) => (await client.ping()) === 'PONG').catch(() => false);
}

/** Stops all servers and removes their directory. */
export async function stopSite({ dir }: Site, servers: GuardedServer[]): Promise<void> {
  await Promise.all(servers.map((server) => server.stop()));
  await rm(dir, { recursive: true, force: true });
}
