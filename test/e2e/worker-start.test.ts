import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { stepNames } from '#root/queue/definitions/index.js';
import { runScript, waitForOutput } from '../helpers/processes.js';
import { freshVariables } from '../helpers/services.js';

test('a worker that receives SIGTERM during its start closes the workers of all its queues', async () => {
  const dir = await mkdtemp(join(tmpdir(), 'zdravitsa-test-'));
  onTestFinished(() => rm(dir, { recursive: true, force: true }));
  const worker = runScript('worker', [], { ...(await freshVariables()), STORAGE_DIR: dir, DELIVERY_DIR: dir });
  await waitForOutput(worker, 'worker started');
  worker.kill('SIGTERM');
  const { exitCode, stderr } = await worker;
  expect(exitCode, stderr).toBe(0);
  expect(stderr.match(/"worker closed"/g), stderr).toHaveLength(stepNames.length);
});
