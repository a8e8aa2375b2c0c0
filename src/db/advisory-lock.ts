import { Client } from 'pg';
import { connectionTo, QUERY_TIMEOUT_MS } from '#root/db/connection-options.js';
import type { Logger } from '#root/logger.js';

/** Lock that one process at a time can hold. It is lost when the process or its connection ends. */
export interface AdvisoryLock {
  /** Takes the lock if it is free. Returns whether this process holds it, or false if the database is unavailable. */
  hold(): Promise<boolean>;
  release(): Promise<void>;
}

export interface AdvisoryLockOptions {
  databaseUrl: string;
  /** Number that identifies the lock in the database. */
  id: number;
  logger: Logger;
  /**
   * Time without a call of `hold` after which the server releases the lock, in milliseconds: the process is frozen, or its
   * machine has vanished. By default the lock lasts as long as the connection.
   */
  expiresMs?: number;
}

// PostgreSQL before version 14 has no such setting.
const EXPIRE = "SELECT set_config(name, $1, false) FROM pg_settings WHERE name = 'idle_session_timeout'";

export function createAdvisoryLock({ databaseUrl, id, logger, expiresMs }: AdvisoryLockOptions): AdvisoryLock {
  let client: Client | undefined;
  let isHeld = false;

  async function connected(): Promise<Client> {
    if (client !== undefined) return client;
    const fresh = new Client({ ...connectionTo(databaseUrl), query_timeout: QUERY_TIMEOUT_MS });
    fresh.on('error', forget);
    client = fresh;
    await fresh.connect();
    if (expiresMs !== undefined) await fresh.query(EXPIRE, [String(expiresMs)]);
    return fresh;
  }

  function forget(): void {
    client?.end().catch(() => {});
    client = undefined;
    isHeld = false;
  }

  return {
    async hold() {
      try {
        const connection = await connected();
        if (isHeld) {
          // The lock belongs to the connection, so an answer on this connection proves that it is still held.
          await connection.query('SELECT 1');
        } else {
          const { rows } = await connection.query<{ taken: boolean }>('SELECT pg_try_advisory_lock($1) AS taken', [id]);
          isHeld = rows[0]?.taken === true;
        }
        return isHeld;
      } catch (error) {
        logger.warn('lock not held: database unavailable', { error });
        forget();
        return false;
      }
    },

    async release() {
      const ending = client;
      client = undefined;
      isHeld = false;
      await ending?.end();
    },
  };
}
