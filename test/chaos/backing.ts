import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { execa } from 'execa';
import getPort from 'get-port';
import { type PostgresServer, startPostgres } from '#root/dev/embedded/postgres.js';
import { startRedis } from '#root/dev/embedded/redis.js';

export interface Backing {
  variables: { REDIS_HOST: string; REDIS_PORT: string; DATABASE_URL: string };
  /** Kills Redis and starts it again after a while, without its data if it is wiped. */
  restartRedis(options: { wipe: boolean }): Promise<void>;
  restartPostgres(options: { signal: 'SIGKILL' | 'SIGINT' }): Promise<void>;
  /** Suspends the server for a while; its connections stay open. */
  freezeRedis(): Promise<void>;
  freezePostgres(): Promise<void>;
  stop(): Promise<void>;
}

const DOWN_MS = 2_500;
const START_ATTEMPTS = 4;
// Longer than the time limit of a query.
const FROZEN_MS = 7_000;

/** Starts a Redis and a PostgreSQL that can fail and start again on the same port, one fault of each at a time. */
export async function startBacking(dir: string): Promise<Backing> {
  const searchPath = process.env.PATH ?? '';
  const redisOptions = { dir: join(dir, 'redis'), port: await getPort(), searchPath };
  const postgresOptions = { dir: join(dir, 'postgres'), port: await getPort({ exclude: [redisOptions.port] }) };
  const [redisTurn, postgresTurn] = [createTurns(), createTurns()];
  let redis = await startRedis(redisOptions);
  let postgres: PostgresServer = await startPostgres(postgresOptions);

  return {
    variables: { REDIS_HOST: '127.0.0.1', REDIS_PORT: String(redisOptions.port), DATABASE_URL: postgres.url },

    restartRedis: ({ wipe }) =>
      redisTurn(async () => {
        process.kill(redis.pid, 'SIGKILL');
        await redis.ended;
        await sleep(DOWN_MS);
        if (wipe) await rm(redisOptions.dir, { recursive: true, force: true });
        redis = await startAgain(() => startRedis(redisOptions));
      }),

    restartPostgres: ({ signal }) =>
      postgresTurn(async () => {
        process.kill(postgres.pid, signal);
        await postgres.ended;
        await sleep(DOWN_MS);
        postgres = await startAgain(() => startPostgres(postgresOptions));
      }),

    freezeRedis: () => redisTurn(() => freeze([redis.pid])),
    freezePostgres: () => postgresTurn(async () => freeze([postgres.pid, ...(await childrenOf(postgres.pid))])),

    async stop() {
      await Promise.all([redis.stop(), postgres.stop()]);
    },
  };
}

/** Starts a server, which may take longer than its time limit while everything else starts as well. */
async function startAgain<Server>(start: () => Promise<Server>): Promise<Server> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await start();
    } catch (error) {
      if (attempt === START_ATTEMPTS) throw error;
    }
  }
}

async function freeze(pids: number[]): Promise<void> {
  for (const pid of pids) send(pid, 'SIGSTOP');
  await sleep(FROZEN_MS);
  for (const pid of pids) send(pid, 'SIGCONT');
}

function send(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    // A process of PostgreSQL may just have ended by itself.
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

/** Returns a function that starts each piece of work after the previous one has ended. */
function createTurns(): (work: () => Promise<void>) => Promise<void> {
  let last = Promise.resolve();
  return (work) => {
    last = last.then(work);
    return last;
  };
}

async function childrenOf(parent: number): Promise<number[]> {
  const { stdout } = await execa('ps', ['-eo', 'pid=,ppid=']);
  const rows = stdout.split('\n').map((line) => line.trim().split(/\s+/).map(Number));
  return rows.flatMap(([pid = 0, ppid]) => (ppid === parent ? [pid] : []));
}
