import { join, resolve } from 'node:path';
import { freePort, givenPort } from '#root/dev/embedded/free-port.js';
import { startPostgres } from '#root/dev/embedded/postgres.js';
import { startRedis } from '#root/dev/embedded/redis.js';
import { makeFolder, makeTemporaryFolder } from '#root/dev/embedded/services-folder.js';
import { translateSystemError } from '#root/dev/embedded/system-error.js';
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

type ServiceVariables = Record<'REDIS_HOST' | 'REDIS_PORT' | 'DATABASE_URL', string>;

/** Stands for the variables of services that are still to be started, in place of those in the environment. */
export const notStarted: ServiceVariables = {
  REDIS_HOST: '127.0.0.1',
  REDIS_PORT: '6379',
  DATABASE_URL: 'postgresql://not-started-yet',
};

export interface Services {
  /** Variables for other processes that use the services. */
  variables: ServiceVariables;
  stop(): Promise<void>;
}

/**
 * Starts a new Redis and a new PostgreSQL on 127.0.0.1. They end with `stop()`, or with this process, even if it is
 * killed. Throws `SetupError` if one cannot be started, and leaves no folder then.
 */
export async function startServices(options: ServicesOptions): Promise<Services> {
  const { redisPort, postgresPort } = await choosePorts(options);
  const folder = options.dir === undefined ? await makeTemporaryFolder() : await makeFolder(resolve(options.dir));
  const isTemporary = options.dir === undefined;
  const started = await Promise.allSettled([
    startRedis({ dir: join(folder.dir, 'redis'), port: redisPort, searchPath: options.searchPath, isTemporary }),
    startPostgres({ dir: join(folder.dir, 'postgres'), port: postgresPort, isTemporary }),
  ]);
  const running = started.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));
  const stop = async () => {
    await Promise.all(running.map((server) => server.stop()));
  };
  const [, postgres] = started;
  const failed = started.find((result) => result.status === 'rejected');
  if (failed !== undefined || postgres.status === 'rejected') {
    await stop();
    await folder.remove();
    throw translateSystemError(failed?.reason);
  }
  return {
    variables: { REDIS_HOST: '127.0.0.1', REDIS_PORT: String(redisPort), DATABASE_URL: postgres.value.url },
    stop,
  };
}

async function choosePorts({ redisPort, postgresPort }: ServicesOptions) {
  if (redisPort !== undefined && redisPort === postgresPort) {
    throw new SetupError('PORT_TAKEN', `--postgres-port: port ${postgresPort} is that of Redis`);
  }
  const redis = redisPort === undefined ? await freePort(postgresPort) : await givenPort(redisPort, '--redis-port');
  const postgres =
    postgresPort === undefined ? await freePort(redis) : await givenPort(postgresPort, '--postgres-port');
  return { redisPort: redis, postgresPort: postgres };
}
