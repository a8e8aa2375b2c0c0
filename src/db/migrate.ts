import { createHash, randomUUID } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { Client } from 'pg';
import { connectionTo, useUtc } from '#root/db/connection-options.js';
import { translateDatabaseError } from '#root/db/database-errors.js';
import { logLockWaits } from '#root/db/lock-waits.js';
import { takeMigrationLock } from '#root/db/migration-lock.js';
import { SetupError, UnavailableError } from '#root/errors.js';
import type { Logger } from '#root/logger.js';

export interface MigrateOptions {
  databaseUrl: string;
  logger: Logger;
  /** Folder of migrations, the project's own by default. */
  dir?: string;
  /** Time limit of waiting for another migration or for a locked table, in milliseconds. */
  lockTimeoutMs?: number;
}

interface Migration {
  name: string;
  sql: string;
  checksum: string;
}

const PROJECT_MIGRATIONS = fileURLToPath(new URL('../../prisma/migrations', import.meta.url));

// https://www.postgresql.org/docs/current/errcodes-appendix.html: lock_not_available, after lock_timeout.
const LOCK_NOT_AVAILABLE = '55P03';

// The same table that Prisma creates, so that its own commands can read it:
// https://github.com/prisma/prisma-engines, schema-connector of PostgreSQL.
const CREATE_TABLE = `CREATE TABLE IF NOT EXISTS _prisma_migrations (
  id VARCHAR(36) PRIMARY KEY NOT NULL,
  checksum VARCHAR(64) NOT NULL,
  finished_at TIMESTAMPTZ,
  migration_name VARCHAR(255) NOT NULL,
  logs TEXT,
  rolled_back_at TIMESTAMPTZ,
  started_at TIMESTAMPTZ NOT NULL DEFAULT now(),
  applied_steps_count INTEGER NOT NULL DEFAULT 0
)`;

/**
 * Applies missing migrations, each in its own transaction, and records them as Prisma does. Several processes may run
 * it at once, `prisma migrate` included: one works, the others wait. Returns the names of the applied migrations.
 * Throws `UnavailableError` if the database cannot be reached or another migration or session does not end,
 * `SetupError` if the database is not in UTF-8, an applied migration was edited, or a migration fails.
 */
export async function migrate({
  databaseUrl,
  logger,
  dir = PROJECT_MIGRATIONS,
  lockTimeoutMs = 60_000,
}: MigrateOptions): Promise<string[]> {
  const migrations = await readMigrations(dir);
  const client = await connect(databaseUrl);
  try {
    await assertUtf8(client);
    await client.query(`SET lock_timeout = ${lockTimeoutMs}`);
    await takeMigrationLock(client, { logger, timeoutMs: lockTimeoutMs });
    await client.query(CREATE_TABLE);
    const applied = await readApplied(client);
    const missing = migrations.filter((migration) => !isApplied(migration, applied));
    await logLockWaits(client, { databaseUrl, logger }, async () => {
      for (const migration of missing) {
        await apply(client, migration);
        logger.info('migration applied', { migration: migration.name });
      }
    });
    return missing.map(({ name }) => name);
  } finally {
    // Ends the session and thereby releases the locks.
    await client.end();
  }
}

async function readMigrations(dir: string): Promise<Migration[]> {
  const entries = await readdir(dir, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
  return Promise.all(
    names.sort().map(async (name) => {
      const sql = await readFile(`${dir}/${name}/migration.sql`, 'utf8');
      return { name, sql, checksum: createHash('sha256').update(sql).digest('hex') };
    }),
  );
}

async function connect(databaseUrl: string): Promise<Client> {
  const client = new Client(connectionTo(databaseUrl));
  // If the connection is lost, the running query fails. Without a listener the process would end as well.
  client.on('error', () => {});
  try {
    await client.connect();
    await useUtc(client);
    return client;
  } catch (error) {
    throw translateDatabaseError(error);
  }
}

/** Other encodings lack letters and emoji that people send, and would refuse their greetings. */
async function assertUtf8(client: Client): Promise<void> {
  const { rows } = await client.query<{ server_encoding: string }>('SHOW server_encoding');
  const encoding = rows[0]?.server_encoding;
  if (encoding === 'UTF8') return;
  const remedy = 'Create one with: createdb --encoding=UTF8 --template=template0 NAME';
  throw new SetupError('DATABASE_NOT_UTF8', `The database has the encoding ${encoding} instead of UTF8. ${remedy}`);
}

async function readApplied(client: Client): Promise<Map<string, string>> {
  const { rows } = await client.query<{ migration_name: string; checksum: string }>(
    'SELECT migration_name, checksum FROM _prisma_migrations WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL',
  );
  return new Map(rows.map((row) => [row.migration_name, row.checksum]));
}

function isApplied({ name, checksum }: Migration, applied: Map<string, string>): boolean {
  const known = applied.get(name);
  if (known !== undefined && known !== checksum) {
    throw new SetupError('MIGRATION_EDITED', `Migration ${name} was edited after it had been applied. Restore it`);
  }
  return known !== undefined;
}

async function apply(client: Client, { name, sql, checksum }: Migration): Promise<void> {
  await client.query('BEGIN');
  try {
    await client.query(sql);
    await client.query(
      `INSERT INTO _prisma_migrations (id, checksum, migration_name, finished_at, applied_steps_count)
       VALUES ($1, $2, $3, now(), 1)`,
      [randomUUID(), checksum, name],
    );
    await client.query('COMMIT');
  } catch (error) {
    await client.query('ROLLBACK').catch(() => {});
    if ((error as { code?: string }).code === LOCK_NOT_AVAILABLE) {
      const message = `Migration ${name} waited too long for other sessions of the database; end them and try again`;
      throw new UnavailableError('MIGRATION_LOCKED', message, { cause: error });
    }
    throw new SetupError('MIGRATION_FAILED', `Migration ${name} failed`, { cause: error });
  }
}
