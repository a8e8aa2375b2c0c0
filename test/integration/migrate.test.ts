import { appendFile, cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
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

describe('migrating', () => {
  test('from several processes at once applies each migration once, and records it as Prisma does', async () => {
    const applied = await Promise.all(Array.from({ length: 4 }, () => migrate({ databaseUrl, logger })));
    const names = applied.flat();
    expect(new Set(names).size).toBe(names.length);
    expect(names).toContain('20261124000000_video_job');
    const client = new Client({ connectionString: databaseUrl });
    await client.connect();
    const { rows } = await client.query('SELECT * FROM _prisma_migrations');
    await client.end();
    expect(rows).toHaveLength(names.length);
    expect(rows[0]).toMatchObject({
      checksum: expect.stringMatching(/^[0-9a-f]{64}$/),
      applied_steps_count: 1,
      rolled_back_at: null,
    });
  });

  test('again does nothing', async () => {
    await migrate({ databaseUrl, logger });
    expect(await migrate({ databaseUrl, logger })).toEqual([]);
  });

  test('refuses a migration that was edited after it had been applied', async () => {
    await migrate({ databaseUrl, logger, dir });
    await appendFile(join(dir, '20261124000000_video_job', 'migration.sql'), '\n-- edited\n');
    await expect(migrate({ databaseUrl, logger, dir })).rejects.toMatchObject({ code: 'MIGRATION_EDITED' });
  });

  test('leaves nothing of a migration that fails', async () => {
    await cp(join(dir, '20261124000000_video_job'), join(dir, '29990101000000_broken'), { recursive: true });
    await expect(migrate({ databaseUrl, logger, dir })).rejects.toMatchObject({ code: 'MIGRATION_FAILED' });
    expect(await migrate({ databaseUrl, logger })).toEqual([]);
  });

  test('says so where the database is away', async () => {
    await expect(migrate({ databaseUrl: 'postgresql://x@127.0.0.1:1/x', logger })).rejects.toMatchObject({
      code: 'DATABASE_UNAVAILABLE',
    });
  });
});
