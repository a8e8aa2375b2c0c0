import { expect, test } from 'vitest';
import { createAdvisoryLock } from '#root/db/advisory-lock.js';
import { quietLogger as logger } from '../helpers/logger.js';
import { openClient } from '../helpers/released-databases.js';
import { freshDatabase } from '../helpers/services.js';

test('a lock whose process is frozen passes to another, and is then lost to the first', async () => {
  const options = { databaseUrl: await freshDatabase(), id: 1, logger };
  const frozen = createAdvisoryLock({ ...options, expiresMs: 300 });
  const other = createAdvisoryLock(options);
  expect(await frozen.hold()).toBe(true);
  expect(await other.hold()).toBe(false);
  await expect.poll(other.hold).toBe(true);
  await expect.poll(frozen.hold).toBe(false);
  await other.release();
  await expect.poll(frozen.hold).toBe(true);
  await frozen.release();
});

test('a lock is held by one process at a time, and by another when that one stops', async () => {
  const options = { databaseUrl: await freshDatabase(), id: 1, logger };
  const [first, second] = [createAdvisoryLock(options), createAdvisoryLock(options)];
  expect(await first.hold()).toBe(true);
  expect(await second.hold()).toBe(false);
  expect(await first.hold()).toBe(true);
  await first.release();
  expect(await second.hold()).toBe(true);
  await second.release();
});

test('a lock is lost when its connection breaks', async () => {
  const options = { databaseUrl: await freshDatabase(), id: 7, logger };
  const [lock, other] = [createAdvisoryLock(options), createAdvisoryLock(options)];
  expect(await lock.hold()).toBe(true);
  const client = await openClient(options.databaseUrl);
  await client.query(
    "SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory' AND objid = 7 AND database = (SELECT oid FROM pg_database WHERE datname = current_database())",
  );
  await client.end();
  await expect.poll(other.hold).toBe(true);
  expect(await lock.hold()).toBe(false);
  await Promise.all([lock.release(), other.release()]);
});
