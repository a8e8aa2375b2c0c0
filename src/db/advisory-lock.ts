import { Client } from 'pg';
import { connectionTo, QUERY_TIMEOUT_MS } from '#root/db/connection-options.js';
import type { Logger } from '#root/logger.js';

/** Lets one process at a time do something; it is lost with the process, or with its connection. */
export interface AdvisoryLock {
  /** Returns whether this process holds the lock now, taking it if it is free. False where the database is away. */
  hold(): Promise<boolean>;
  release(): Promise<void>;
}

/** @param id any number; all who share the lock use the same */
export function createAdvisoryLock({
  databaseUrl,
  id,
  logger,
}: {
  databaseUrl: string;
  id: number;
  logger: Logger;
}): AdvisoryLock {
  let client: Client | undefined;
  let isHeld = false;

  async function connected(): Promise<Client> {
    if (client !== undefined) return client;
    const fresh = new Client({ ...connectionTo(databaseUrl), query_timeout: QUERY_TIMEOUT_MS });
    fresh.on('error', forget);
    client = fresh;
    await fresh.connect();
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
          // The lock is the connection's: an answer on it is proof that it is still held.
          await connection.query('SELECT 1');
        } else {
          const { rows } = await connection.query<{ taken: boolean }>('SELECT pg_try_advisory_lock($1) AS taken', [id]);
          isHeld = rows[0]?.taken === true;
        }
        return isHeld;
      } catch (error) {
        logger.warn('lock not held: the database is away', { error });
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
