import { once } from 'node:events';
import { appendFile, cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { Client } from 'pg';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { migrate } from '#root/db/migrate.js';
import { createLogger } from '#root/logger.js';
import { freshDatabase } from '../helpers/services.js';

const logger = createLogger({ level: 'error' });
let databaseUrl: string;
let dir: string;

beforeEach(async () => {
  databaseUrl = await freshDatabase({ migrated: false });
  dir = await mkdtemp(join(tmpdir(), 'zdravitsa-test-'));
  await cp('prisma/migrations', dir, { recursive: true });
});

afterEach(() => rm(dir, { recursive: true, force: true }));

async function connect(): Promise<Client> {
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  return client;
}

/** Returns the names of the recorded migrations, or undefined if there is no record at all. */
async function appliedNames(client: Client): Promise<string[] | undefined> {
  const { rows: tables } = await client.query("SELECT to_regclass('_prisma_migrations') AS name");
  if (tables[0]?.name === null) return undefined;
  const { rows } = await client.query('SELECT migration_name FROM _prisma_migrations');
  return rows.map(({ migration_name }) => migration_name);
}

describe('migrating', () => {
  test('from several processes applies each migration once, and records it as Prisma does', async () => {
    const applied = await Promise.all(Array.from({ length: 4 }, () => migrate({ databaseUrl, logger })));
    const names = applied.flat();
    expect(new Set(names).size).toBe(names.length);
    expect(names).toContain('20261124000000_video_job');
    const client = await connect();
    const { rows } = await client.query('SELECT * FROM _prisma_migrations');
    await client.end();
    expect(rows).toHaveLength(names.length);
    expect(rows[0]).toMatchObject({
      checksum: expect.stringMatching(/^[0-9a-f]{64}$/),
      applied_steps_count: 1,
      rolled_back_at: null,
    });
  });

  test('a second time does nothing', async () => {
    await migrate({ databaseUrl, logger });
    expect(await migrate({ databaseUrl, logger })).toEqual([]);
  });

  test('refuses a migration that was edited after it was applied', async () => {
    await migrate({ databaseUrl, logger, dir });
    await appendFile(join(dir, '20261124000000_video_job', 'migration.sql'), '\n-- edited\n');
    await expect(migrate({ databaseUrl, logger, dir })).rejects.toMatchObject({ code: 'MIGRATION_EDITED' });
  });

  test('rolls a failed migration back', async () => {
    await cp(join(dir, '20261124000000_video_job'), join(dir, '29990101000000_broken'), { recursive: true });
    await expect(migrate({ databaseUrl, logger, dir })).rejects.toMatchObject({ code: 'MIGRATION_FAILED' });
    expect(await migrate({ databaseUrl, logger })).toEqual([]);
  });

  test.each([
    ["Prisma's own migrate", 72_707_369],
    ['an earlier version', 4_931_726_058],
  ])('waits for %s, and logs that it waits', async (_other, lockId) => {
    const other = await connect();
    await other.query('SELECT pg_advisory_lock($1)', [lockId]);
    const { rows } = await other.query('SELECT pg_backend_pid() AS pid');
    const stream = new PassThrough();
    const migrating = migrate({ databaseUrl, logger: createLogger({ level: 'info', stream }) });
    const [line] = await once(stream, 'data');
    expect(JSON.parse(line)).toMatchObject({
      message: 'waiting for another migration',
      lockId,
      holderPids: [rows[0].pid],
    });
    expect(await appliedNames(other)).toBeUndefined();
    await other.end();
    expect(await migrating).toContain('20261124000000_video_job');
  });

  test('fails if another migration does not end, and applies nothing', async () => {
    const other = await connect();
    await other.query('SELECT pg_advisory_lock(72707369)');
    await expect(migrate({ databaseUrl, logger, lockTimeoutMs: 300 })).rejects.toMatchObject({
      code: 'MIGRATION_LOCKED',
      retryable: true,
    });
    expect(await appliedNames(other)).toBeUndefined();
    await other.end();
  });

  test("makes Prisma's own migrate wait until all migrations are applied", async () => {
    await mkdir(join(dir, '29990101000000_slow'));
    await writeFile(join(dir, '29990101000000_slow', 'migration.sql'), 'SELECT pg_sleep(1)');
    const other = await connect();
    const migrating = migrate({ databaseUrl, logger, dir });
    await expect.poll(() => appliedNames(other)).toContain('20261124000000_video_job');
    await other.query('SELECT pg_advisory_lock(72707369)');
    expect(await appliedNames(other)).toContain('29990101000000_slow');
    await migrating;
    await other.end();
  });

  test('logs which session it waits for, and applies nothing if that does not end', async () => {
    await migrate({ databaseUrl, logger, dir });
    await mkdir(join(dir, '29990101000000_altered'));
    await writeFile(join(dir, '29990101000000_altered', 'migration.sql'), 'ALTER TABLE "VideoJob" ADD COLUMN "a" TEXT');
    const other = await connect();
    const { rows } = await other.query('SELECT pg_backend_pid() AS pid');
    await other.query('BEGIN');
    await other.query('SELECT * FROM "VideoJob"');
    const stream = new PassThrough();
    const log = createLogger({ level: 'warn', stream });
    const migrating = migrate({ databaseUrl, logger: log, dir, lockTimeoutMs: 4_000 });
    migrating.catch(() => {});
    const [line] = await once(stream, 'data');
    expect(JSON.parse(line)).toMatchObject({
      message: 'migration waits for other sessions of the database',
      blockers: [{ pid: rows[0].pid, state: 'idle in transaction' }],
    });
    await expect(migrating).rejects.toMatchObject({ code: 'MIGRATION_LOCKED', retryable: true });
    expect(await appliedNames(other)).not.toContain('29990101000000_altered');
    await other.end();
  });

  test('refuses a database that is not in UTF-8', async () => {
    const client = await connect();
    const name = `${new URL(databaseUrl).pathname.slice(1)}_latin`;
    await client.query(`CREATE DATABASE ${name} ENCODING 'LATIN1' LOCALE 'C' TEMPLATE template0`);
    await client.end();
    const latin = databaseUrl.replace(/\/[^/]+$/, `/${name}`);
    await expect(migrate({ databaseUrl: latin, logger })).rejects.toMatchObject({
      code: 'DATABASE_NOT_UTF8',
      message: expect.stringContaining('LATIN1 instead of UTF8'),
    });
  });

  test('reports that the database is unavailable', async () => {
    await expect(migrate({ databaseUrl: 'postgresql://x@127.0.0.1:1/x', logger })).rejects.toMatchObject({
      code: 'DATABASE_UNAVAILABLE',
    });
  });
});
