import { mkdir, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import type { Container } from '#root/app/container.js';
import { freePort } from '../helpers/free-port.js';
import { containerOf, makeGreeting } from '../helpers/make-greeting.js';
import { type RunningProcess, runScript, waitForOutput } from '../helpers/processes.js';
import { type S3Server, startS3rver } from '../helpers/s3-server.js';
import { freshVariables } from '../helpers/services.js';

let dir: string;
let server: S3Server;
let variables: Record<string, string>;

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'zdravitsa-test-'));
  // The cheapest server suffices here: the integration tests run the store on every server.
  server = await startS3rver(join(dir, 'server'));
  const { endpoint, region, bucket, accessKeyId, secretAccessKey } = server.settings;
  variables = {
    ...(await freshVariables()),
    STORAGE: 's3',
    S3_ENDPOINT: endpoint,
    S3_REGION: region,
    S3_BUCKET: bucket,
    S3_ACCESS_KEY_ID: accessKeyId,
    S3_SECRET_ACCESS_KEY: secretAccessKey,
    DELIVERY: 'folder',
  };
});

afterAll(async () => {
  await server.stop();
  await rm(dir, { recursive: true, force: true });
});

/** Returns the variables of one machine. It shares no directory with another. */
async function machine(name: string): Promise<Record<string, string>> {
  const own = (folder: string) => join(dir, name, folder);
  await mkdir(own('tmp'), { recursive: true });
  const directories = { TMPDIR: own('tmp'), STORAGE_DIR: own('storage'), DELIVERY_DIR: own('out') };
  // The second machine caches nothing. Its steps must find their inputs all the same.
  return { ...variables, ...directories, ...(name === 'second' ? { S3_CACHE_BYTES: '1' } : {}) };
}

describe('workers on two machines that share only a bucket', () => {
  const machines = { first: 'tts,greeting', second: 'montage,deliver' };
  const workers: RunningProcess[] = [];
  let container: Container;
  let healthPort: number;

  beforeAll(async () => {
    healthPort = await freePort();
    container = containerOf(variables);
    for (const [name, queues] of Object.entries(machines)) {
      const health = name === 'first' ? { HEALTH_PORT: String(healthPort) } : {};
      workers.push(runScript('worker', [`--queues=${queues}`], { ...(await machine(name)), ...health }));
    }
    await Promise.all(workers.map((worker) => waitForOutput(worker, 'worker started')));
  });

  afterAll(async () => {
    for (const worker of workers) worker.kill('SIGTERM');
    await Promise.all([...workers, container.close()]);
  });

  const greet = (text: string) => makeGreeting(container, { to: 'Анна', text });

  test('complete a greeting', async () => {
    const { id, status, run } = await greet('Ура!');
    expect({ status, run }).toEqual({ status: 'COMPLETED', run: 1 });
    const video = await readFile(join(dir, 'second', 'out', `greeting-${id}.mp4`));
    expect(video.subarray(4, 8).toString()).toBe('ftyp');
  });

  test('cache no more than S3_CACHE_BYTES', async () => {
    const files = async (name: string) => {
      const entries = await readdir(join(dir, name, 'tmp'), { recursive: true, withFileTypes: true });
      return entries.filter((entry) => entry.isFile() && entry.parentPath.includes('/zdravitsa-work-'));
    };
    expect(await files('first')).not.toEqual([]);
    expect(await files('second')).toEqual([]);
  });

  test('wait while the bucket is unavailable or refuses them, log it, and lose neither an attempt nor a greeting', async () => {
    const ready = async () => (await fetch(`http://127.0.0.1:${healthPort}/ready`)).json();
    expect(await ready()).toMatchObject({ ready: true });
    await server.stop();
    const greeting = greet('Ура, ура!');
    await waitForOutput(workers[0] as RunningProcess, 'STORAGE_UNAVAILABLE');
    const serveAgain = await server.refuse();
    await server.start();
    await waitForOutput(workers[0] as RunningProcess, '"code":"STORAGE_REFUSED"');
    expect(await ready()).toMatchObject({ ready: false, services: { storage: 'not' } });
    await serveAgain();
    expect(await greeting).toMatchObject({ status: 'COMPLETED', run: 1 });
    expect(await ready()).toMatchObject({ ready: true });
  }, 120_000);

  test('end with 0, log only JSON, and leave no files', async () => {
    for (const worker of workers) worker.kill('SIGTERM');
    for (const { exitCode, stderr } of await Promise.all(workers)) {
      expect(exitCode, stderr).toBe(0);
      expect(stderr.split('\n').filter((line) => line !== '' && !line.startsWith('{'))).toEqual([]);
    }
    const left = await Promise.all(Object.keys(machines).map((name) => readdir(join(dir, name, 'tmp'))));
    expect(left.flat().filter((name) => name.startsWith('zdravitsa'))).toEqual([]);
  });
});

test('a worker whose bucket cannot be reached ends with 3 and names the variable', async () => {
  const { exitCode, stderr } = await runScript('worker', [], { ...variables, S3_ENDPOINT: 'http://127.0.0.1:1' });
  expect({ exitCode, stderr }).toEqual({ exitCode: 3, stderr: expect.stringContaining('S3_ENDPOINT') });
  expect(stderr).not.toContain('    at ');
});

// The process says it as it says any wrong configuration.
test.each([
  ['S3_BUCKET', 'no-such-bucket'],
  ['S3_ACCESS_KEY_ID', 'nobody'],
])('a wrong %s is named', async (name, value) => {
  const wrong = containerOf({ ...variables, [name]: value });
  onTestFinished(() => wrong.close());
  await expect(wrong.store()).rejects.toMatchObject({ name: 'SetupError', message: expect.stringContaining(name) });
});
