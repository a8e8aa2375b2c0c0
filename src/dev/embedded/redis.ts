import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Redis } from 'ioredis';
import { type GuardedServer, startGuarded } from '#root/dev/embedded/guarded-server.js';
import { SetupError } from '#root/errors.js';
import { findProgram } from '#root/process/find-program.js';

export interface RedisOptions {
  dir: string;
  port: number;
  /** Directories to look for redis-server in, as in PATH. */
  searchPath: string;
  /** Whether the directory is removed at the end. */
  isTemporary?: boolean;
}

const CONFIG = fileURLToPath(new URL('../../../deploy/redis.conf', import.meta.url));

/**
 * Starts a new Redis on 127.0.0.1 with the settings of deploy/redis.conf. It can be killed and started again on the
 * same directory. Throws `SetupError`, with code REDIS_MISSING if neither redis-server nor valkey-server is installed.
 */
export async function startRedis({ dir, port, searchPath, isTemporary = false }: RedisOptions): Promise<GuardedServer> {
  const command = await findProgram(['redis-server', 'valkey-server'], searchPath);
  if (command === undefined) throw new SetupError('REDIS_MISSING', 'redis-server is missing: run "npm run setup"');
  await mkdir(dir, { recursive: true });
  return startGuarded(
    {
      command,
      args: [CONFIG, '--bind', '127.0.0.1', '--port', String(port), '--dir', resolve(dir), '--daemonize', 'no'],
      cwd: dir,
      logPath: join(dir, 'redis.log'),
      stopSignal: 'SIGTERM',
      ...(isTemporary ? { temporaryDir: dir } : {}),
    },
    () => answers(port),
  );
}

async function answers(port: number): Promise<boolean> {
  const redis = new Redis({ host: '127.0.0.1', port, lazyConnect: true, retryStrategy: null, maxRetriesPerRequest: 0 });
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
