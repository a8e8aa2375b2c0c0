import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { stepNames } from '#root/queue/definitions/index.js';
import { npmRun, untilWritten } from '../helpers/processes.js';
import { freshVariables } from '../helpers/services.js';

test('a worker that is told to stop in the middle of its start closes all that takes steps', async () => {
  const dir = await mkdtemp(join(tmpdir(), 'zdravitsa-test-'));
  onTestFinished(() => rm(dir, { recursive: true, force: true }));
  const worker = npmRun('worker', [], { ...(await freshVariables()), STORAGE_DIR: dir, DELIVERY_DIR: dir });
  await untilWritten(worker, 'worker started');
  worker.kill('SIGTERM');
  const { exitCode, stderr } = await worker;
  expect(exitCode, stderr).toBe(0);
  expect(stderr.match(/"worker closed"/g), stderr).toHaveLength(stepNames.length);
});
