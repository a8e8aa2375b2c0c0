import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { createContainer } from '#root/app/container.js';
import { loadConfig } from '#root/config.js';
import { AbortedError } from '#root/errors.js';
import { quietLogger as logger } from '../helpers/logger.js';
import { freshVariables } from '../helpers/services.js';

let dir: string;

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'zdravitsa-test-'));
  vi.stubEnv('TMPDIR', dir);
});

afterAll(async () => {
  vi.unstubAllEnvs();
  await rm(dir, { recursive: true, force: true });
});

const newContainer = async () => createContainer({ config: loadConfig({ env: await freshVariables() }), logger });

test('a container makes one work directory, and removes it when it closes', async () => {
  const container = await newContainer();
  expect(await container.workDir()).toBe(await container.workDir());
  expect(await readdir(dir)).toHaveLength(1);
  await container.close();
  expect(await readdir(dir)).toEqual([]);
});

test('a container that is closing makes no work directory that stays', async () => {
  const container = await newContainer();
  const closed = container.close();
  await expect(container.workDir()).rejects.toBeInstanceOf(AbortedError);
  await closed;
  await expect.poll(() => readdir(dir)).toEqual([]);
});
