import { chmod, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { GuardedServer } from '#root/dev/embedded/guarded-server.js';
import { startRedis } from '#root/dev/embedded/redis.js';
import { stepNames } from '#root/queue/definitions/index.js';
import { spec } from '../fixtures/spec.js';
import { freePort } from '../helpers/free-port.js';
import { containerOf } from '../helpers/make-greeting.js';
import { type RunningProcess, runScript, waitForLog } from '../helpers/processes.js';
import { freshDatabase } from '../helpers/services.js';
import { startTcpProxy, type TcpProxy } from '../helpers/tcp-proxy.js';

let dir: string;
let redis: GuardedServer;
let proxy: TcpProxy;
let variables: Record<string, string>;

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'zdravitsa-test-'));
  const port = await freePort();
  redis = await startRedis({ dir: join(dir, 'redis'), port, searchPath: process.env.PATH ?? '' });
  const url = new URL(await freshDatabase());
  proxy = await startTcpProxy(Number(url.port));
  url.port = String(proxy.port);
  const ffmpeg = join(dir, 'ffmpeg');
  await writeFile(ffmpeg, '#!/bin/sh\nexec sleep 60\n');
  await chmod(ffmpeg, 0o755);
  variables = {
    DATABASE_URL: String(url),
    REDIS_HOST: '127.0.0.1',
    REDIS_PORT: String(port),
    STORAGE_DIR: join(dir, 'storage'),
    FFMPEG_PATH: ffmpeg,
    TMPDIR: dir,
    SHUTDOWN_GRACE_MS: '2000',
  };
});

afterEach(async () => {
  process.kill(redis.pid, 'SIGCONT');
  await redis.stop();
  await proxy.stop();
  await rm(dir, { recursive: true, force: true });
});

const workDirs = async () => (await readdir(dir)).filter((name) => name.startsWith('zdravitsa-work'));

/** Starts a worker and waits until it takes jobs of every step. */
async function startWorker(): Promise<{ worker: RunningProcess }> {
  const worker = runScript('worker', [], variables);
  await Promise.all(stepNames.map((step) => waitForLog(worker, { message: 'worker started', step })));
  return { worker };
}

describe('a worker that receives SIGTERM', () => {
  test.each(['Redis', 'PostgreSQL'] as const)(
    'while %s is frozen logs it, and ends with 0',
    async (frozen) => {
      const { worker } = await startWorker();
      if (frozen === 'Redis') process.kill(redis.pid, 'SIGSTOP');
      else proxy.freeze();
      worker.kill('SIGTERM');
      const { exitCode, stderr } = await worker;
      expect(exitCode, stderr).toBe(0);
      expect(stderr).toContain('not closed in time, left open');
      expect(await workDirs()).toEqual([]);
    },
    180_000,
  );

  test('while Redis is frozen ends with 1 if it cannot hand over its steps, and leaves no files', async () => {
    const { worker } = await startWorker();
    const taken = waitForLog(worker, { message: 'step taken', step: 'tts' });
    const { videoJobs, flows, close } = containerOf(variables);
    await flows.add((await videoJobs.create({ spec })).videoJob);
    await close();
    await taken;
    process.kill(redis.pid, 'SIGSTOP');
    worker.kill('SIGTERM');
    const { exitCode, stderr } = await worker;
    expect(exitCode, stderr).toBe(1);
    expect(stderr).toMatch(/"message":"steps not handed over.*"steps":[1-9]/);
    expect(await workDirs()).toEqual([]);
  }, 180_000);
});
