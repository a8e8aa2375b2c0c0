import { setTimeout as sleep } from 'node:timers/promises';
import type { Client } from 'pg';
import { UnavailableError } from '#root/errors.js';
import type { Logger } from '#root/logger.js';

export interface MigrationLockOptions {
  logger: Logger;
  /** Time limit of waiting for another migration, in milliseconds. */
  timeoutMs: number;
}

// `prisma migrate` takes the first lock, earlier versions of this project take the second. The fixed order
// prevents deadlocks.
// https://github.com/prisma/prisma-engines/blob/main/schema-engine/connectors/sql-schema-connector/src/flavour/postgres.rs
const LOCK_IDS = [72_707_369, 4_931_726_058];
const RETRY_MS = 200;

/**
 * Waits until no other migration of this database runs, and keeps others waiting until the session ends. Throws
 * `UnavailableError` (MIGRATION_LOCKED) if `timeoutMs` is exceeded.
 */
export async function takeMigrationLock(client: Client, { logger, timeoutMs }: MigrationLockOptions): Promise<void> {
  const deadline = performance.now() + timeoutMs;
  for (const lockId of LOCK_IDS) {
    if (await isTaken(client, lockId)) continue;
    logger.info('waiting for another migration', { lockId, holderPids: await holderPids(client, lockId) });
    // Not pg_advisory_lock: CREATE INDEX CONCURRENTLY in the other migration would wait for this waiting statement.
    while (!(await isTaken(client, lockId))) {
      if (performance.now() > deadline) throw locked(lockId, timeoutMs);
      await sleep(RETRY_MS);
    }
  }
}

async function isTaken(client: Client, lockId: number): Promise<boolean> {
  const { rows } = await client.query<{ taken: boolean }>('SELECT pg_try_advisory_lock($1) AS taken', [lockId]);
  return rows[0]?.taken === true;
}

async function holderPids(client: Client, lockId: number): Promise<number[]> {
  const { rows } = await client.query<{ pid: number }>(
    `SELECT pid FROM pg_locks JOIN pg_database ON pg_database.oid = database
     WHERE locktype = 'advisory' AND granted AND datname = current_database()
       AND (classid::bigint << 32) + objid::bigint = $1`,
    [lockId],
  );
  return rows.map(({ pid }) => pid);
}

function locked(lockId: number, timeoutMs: number): UnavailableError {
  const message = `Another migration of this database has not ended after ${timeoutMs / 1_000} s (advisory lock ${lockId})`;
  return new UnavailableError('MIGRATION_LOCKED', message);
}
