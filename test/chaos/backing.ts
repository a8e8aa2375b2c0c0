import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import getPort from 'get-port';
import { type PostgresServer, startPostgres } from '#root/embedded/postgres.js';
import { startRedis } from '#root/embedded/redis.js';

export interface Backing {
  variables: { REDIS_HOST: string; REDIS_PORT: string; DATABASE_URL: string };
  /** Kills Redis, and starts it again after a while; without its data where it is wiped. */
  restartRedis(options: { wipe: boolean }): Promise<void>;
  restartPostgres(options: { signal: 'SIGKILL' | 'SIGINT' }): Promise<void>;
  stop(): Promise<void>;
}

const AWAY_MS = 2_500;

/** A Redis and a PostgreSQL that can be taken away and brought back on the same port. */
export async function startBacking(dir: string): Promise<Backing> {
  const searchPath = process.env.PATH ?? '';
  const redisOptions = { dir: join(dir, 'redis'), port: await getPort(), searchPath };
  const postgresOptions = { dir: join(dir, 'postgres'), port: await getPort({ exclude: [redisOptions.port] }) };
  let redis = await startRedis(redisOptions);
  let postgres: PostgresServer = await startPostgres(postgresOptions);

  return {
    variables: { REDIS_HOST: '127.0.0.1', REDIS_PORT: String(redisOptions.port), DATABASE_URL: postgres.url },

    async restartRedis({ wipe }) {
      process.kill(redis.pid, 'SIGKILL');
      await redis.ended;
      await sleep(AWAY_MS);
      if (wipe) await rm(redisOptions.dir, { recursive: true, force: true });
      redis = await startRedis(redisOptions);
    },

    async restartPostgres({ signal }) {
      process.kill(postgres.pid, signal);
      await postgres.ended;
      await sleep(AWAY_MS);
      postgres = await startPostgres(postgresOptions);
    },

    async stop() {
      await Promise.all([redis.stop(), postgres.stop()]);
    },
  };
}
