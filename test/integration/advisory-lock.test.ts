import { expect, test } from 'vitest';
import { createAdvisoryLock } from '#root/db/advisory-lock.js';
import { quietLogger as logger } from '../helpers/logger.js';
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
