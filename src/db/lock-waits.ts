import { Client } from 'pg';
import { connectionTo } from '#root/db/connection-options.js';
import type { Logger } from '#root/logger.js';

interface Blocker {
  pid: number;
  user: string | null;
  application: string | null;
  state: string | null;
  /** Age of its transaction. */
  seconds: number | null;
}

const CHECK_MS = 2_000;

const BLOCKERS = `
  SELECT pid, usename AS "user", application_name AS application, state,
    round(extract(epoch FROM now() - xact_start))::int AS seconds
  FROM pg_stat_activity WHERE pid = ANY(pg_blocking_pids($1))`;

/** Runs work on a connection, and logs once which sessions it waits for if one of its statements waits for a lock. */
export async function logLockWaits<T>(
  client: Client,
  { databaseUrl, logger }: { databaseUrl: string; logger: Logger },
  work: () => Promise<T>,
): Promise<T> {
  const { rows } = await client.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
  const watcher = new Client(connectionTo(databaseUrl));
  // The log of waits is a help only: the work must not fail with its connection.
  watcher.on('error', () => {});
  const connected = watcher.connect();
  let isLogged = false;
  const check = async () => {
    await connected;
    const { rows: blockers } = await watcher.query<Blocker>(BLOCKERS, [rows[0]?.pid]);
    if (blockers.length === 0 || isLogged) return;
    isLogged = true;
    logger.warn('migration waits for other sessions of the database', { blockers });
  };
  const timer = setInterval(() => check().catch((error) => logger.debug('lock waits unknown', { error })), CHECK_MS);
  try {
    return await work();
  } finally {
    clearInterval(timer);
    await connected.then(() => watcher.end()).catch(() => {});
  }
}
