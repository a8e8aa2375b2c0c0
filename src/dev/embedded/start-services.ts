import { chmod, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import getPort from 'get-port';
import { startPostgres } from '#root/dev/embedded/postgres.js';
import { startRedis } from '#root/dev/embedded/redis.js';
import { SetupError } from '#root/errors.js';

export interface ServicesOptions {
  /** Directory for their data. By default a temporary one that is removed at the end. */
  dir?: string | undefined;
  /** By default a free port. */
  redisPort?: number | undefined;
  /** By default a free port. */
  postgresPort?: number | undefined;
  /** Directories to look for redis-server in, as in PATH. */
  searchPath: string;
}

export interface Services {
  /** Variables for other processes that use the services. */
  variables: { REDIS_HOST: string; REDIS_PORT: string; DATABASE_URL: string };
  stop(): Promise<void>;
}

/**
 * Starts a new Redis and a new PostgreSQL on 127.0.0.1. They end with `stop()`, or with this process, even if it is
 * killed. Throws `SetupError` if one cannot be started, with code PORT_TAKEN if a given port is not free.
 */
export async function startServices(options: ServicesOptions): Promise<Services> {
  const isTemporary = options.dir === undefined;
  const redisPort = await freePort(options.redisPort, '--redis-port');
  const postgresPort = await freePort(options.postgresPort, '--postgres-port', redisPort);
  const dir = options.dir === undefined ? await makeTemporaryDir() : resolve(options.dir);
  await mkdir(dir, { recursive: true });

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
    // The guard of a running server removes its own directory. One that did not start has no guard.
    if (isTemporary) await rm(dir, { recursive: true, force: true });
    throw failed?.reason;
  }
  return {
    variables: { REDIS_HOST: '127.0.0.1', REDIS_PORT: String(redisPort), DATABASE_URL: postgres.value.url },
    stop,
  };
}

/** Without this check, the server that already uses the port would answer in place of the one that failed to start. */
async function freePort(wanted: number | undefined, option: string, other?: number): Promise<number> {
  const port = await getPort({
    host: '127.0.0.1',
    ...(wanted === undefined ? {} : { port: wanted }),
    ...(other === undefined ? {} : { exclude: [other] }),
  });
  if (wanted === undefined || port === wanted) return port;
  throw new SetupError('PORT_TAKEN', `${option}: port ${wanted} is already in use`);
}

async function makeTemporaryDir(): Promise<string> {
  const dir = await mkdtemp(join(tmpdir(), 'zdravitsa-services-'));
  // PostgreSQL may run as another user, which needs access to its data.
  await chmod(dir, 0o755);
  return dir;
}
