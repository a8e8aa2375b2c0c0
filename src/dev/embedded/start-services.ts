import { chmod, mkdir, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import getPort from 'get-port';
import { startPostgres } from '#root/dev/embedded/postgres.js';
import { startRedis } from '#root/dev/embedded/redis.js';

export interface ServicesOptions {
  /** Where their data is kept; a temporary directory, removed at the end, where absent. */
  dir?: string | undefined;
  /** Free ones where absent. */
  redisPort?: number | undefined;
  postgresPort?: number | undefined;
  /** Where redis-server is looked for, as in PATH. */
  searchPath: string;
}

export interface Services {
  /** The variables under which other processes find them. */
  variables: { REDIS_HOST: string; REDIS_PORT: string; DATABASE_URL: string };
  stop(): Promise<void>;
}

/**
 * Starts a Redis and a PostgreSQL of its own on 127.0.0.1. Servers that run already are left alone. They end with
 * `stop()`, or with this process, however that ends. Throws SetupError where one cannot be started.
 */
export async function startServices(options: ServicesOptions): Promise<Services> {
  const isTemporary = options.dir === undefined;
  const dir = options.dir === undefined ? await makeTemporaryDir() : resolve(options.dir);
  await mkdir(dir, { recursive: true });
  const redisPort = options.redisPort ?? (await getPort());
  const postgresPort = options.postgresPort ?? (await getPort({ exclude: [redisPort] }));

  const started = await Promise.allSettled([
    startRedis({ dir: join(dir, 'redis'), port: redisPort, searchPath: options.searchPath, isTemporary }),
    startPostgres({ dir: join(dir, 'postgres'), port: postgresPort, isTemporary }),
  ]);
  const running = started.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));
  const stop = async () => {
    await Promise.all(running.map((server) => server.stop()));
  };
  const [, postgres] = started;
  const failed = started.find((result) => result.status === 'rejected');
  if (failed !== undefined || postgres.status === 'rejected') {
    await stop();
    throw failed?.reason;
  }
  return {
    variables: { REDIS_HOST: '127.0.0.1', REDIS_PORT: String(redisPort), DATABASE_URL: postgres.value.url },
    stop,
  };
}

async function makeTemporaryDir(): Promise<string> {
  const dir = await mkdtemp(join(tmpdir(), 'zdravitsa-services-'));
  // PostgreSQL may have to run as another user, who must be let through to its data.
  await chmod(dir, 0o755);
  return dir;
}
