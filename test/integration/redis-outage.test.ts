import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, onTestFinished, test, vi } from 'vitest';
import { startRedis } from '#root/dev/embedded/redis.js';
import { freePort } from '../helpers/free-port.js';
import { createStepRig } from '../helpers/step-rig.js';

test('workers log an outage of Redis once, however long it takes, and its end', async () => {
  const dir = await mkdtemp(join(tmpdir(), 'zdravitsa-test-'));
  const port = await freePort();
  const start = () => startRedis({ dir: join(dir, 'redis'), port, searchPath: process.env.PATH ?? '' });
  let redis = await start();
  const rig = await createStepRig({ host: '127.0.0.1', port, prefix: '{outage}' });
  onTestFinished(async () => {
    await rig.close();
    await redis.stop();
    await rm(dir, { recursive: true, force: true });
  });
  rig.startWorkers();
  const countOf = (message: string) => rig.lines.filter((line) => line.message === message).length;
  await expect.poll(() => countOf('worker started')).toBe(4);

  for (const outages of [1, 2]) {
    await redis.stop();
    // Each connection of the workers makes some ten attempts meanwhile.
    await sleep(3_000);
    expect(countOf('worker error')).toBe(4 * outages);
    redis = await start();
    await expect.poll(() => countOf('worker connected again')).toBe(4 * outages);
  }
  // The producer of flows refuses a call until it has connected again itself, at most 2 s later.
  const videoJob = await vi.waitFor(() => rig.submit(), { timeout: 60_000, interval: 100 });
  expect(await rig.ended(videoJob)).toMatchObject({ status: 'COMPLETED' });
});
