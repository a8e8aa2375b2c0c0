import { randomBytes } from 'node:crypto';
import { mkdir, readdir, readFile, stat, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createDeliverProcessor } from '#root/queue/processors/deliver.js';
import { createLocalStore } from '#root/storage/local.js';
import { useS3Rig } from '../helpers/s3-rig.js';
import { s3Servers } from '../helpers/s3-server.js';
import { freshRedis } from '../helpers/services.js';
import { createStepRig, type StepRig } from '../helpers/step-rig.js';

const KEY = 'video/x.mp4';
// The slow proxy would need a minute for it.
const LARGE = 1_000_000;
const aborted = { name: 'AbortedError', code: 'ABORTED', cause: 'cancelled' };
const poll = { timeout: 20_000, interval: 10 };

let stopping: AbortController;

beforeEach(() => {
  stopping = new AbortController();
});

async function filesBelow(dir: string): Promise<string[]> {
  const entries = await readdir(dir, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
}

async function bytesBelow(dir: string): Promise<number> {
  const files = await filesBelow(dir);
  const sizes = await Promise.all(files.map(async (path) => (await stat(path).catch(() => undefined))?.size ?? 0));
  return sizes.reduce((sum, size) => sum + size, 0);
}

describe.each(s3Servers.filter(({ isOurs }) => isOurs))('a transfer to or from $on', ({ on, start }) => {
  const rig = useS3Rig(start);
  const requests = (pattern: RegExp) =>
    expect.poll(() => rig.proxy.seen.filter((line) => pattern.test(line)).length, poll);
  const active = () => expect.poll(() => rig.proxy.active(), poll);
  const noneActive = () => active().toBe(0);
  const cached = async () => (await filesBelow(rig.dir)).filter((path) => path.includes('/cache-'));

  test('that fetches a file ends at the signal, and leaves no part of it', async () => {
    await writeFile(rig.file, randomBytes(LARGE));
    await rig.store.put(KEY, rig.file);
    const other = rig.open();
    const before = await cached();
    rig.proxy.decide(({ method }) => (method === 'GET' ? 'trickle' : 'pass'));
    const dir = join(rig.dir, 'step');
    await mkdir(dir);
    const fetching = other.fetch(KEY, dir, { signal: stopping.signal });
    const stopped = expect(fetching).rejects.toMatchObject(aborted);
    await expect.poll(async () => (await cached()).length, poll).toBeGreaterThan(before.length);
    stopping.abort('cancelled');
    await stopped;
    await noneActive();
    expect(await cached()).toEqual(before);
    expect(await readdir(dir)).toEqual([]);
    await expect(other.fetch(KEY, dir, { signal: stopping.signal })).rejects.toMatchObject(aborted);
  });

  test('that puts a file in parts ends at the signal, and leaves no part', async () => {
    await rig.store.put('video/small.mp4', rig.file);
    const before = await bytesBelow(rig.serverDir);
    await writeFile(rig.file, randomBytes(20_000_000));
    rig.proxy.decide(({ url }) => (url?.includes('partNumber=2') ? 'sip' : 'pass'));
    const putting = rig.store.put(KEY, rig.file, { signal: stopping.signal });
    const stopped = expect(putting).rejects.toMatchObject(aborted);
    await requests(/partNumber=3/).toBe(1);
    stopping.abort('cancelled');
    await stopped;
    await noneActive();
    expect(rig.proxy.seen.at(-1)).toMatch(/^DELETE .*uploadId=/);
    expect(await rig.store.has(KEY)).toBe(false);
    // s3rver does not implement AbortMultipartUpload.
    if (on !== 's3rver') expect((await bytesBelow(rig.serverDir)) - before).toBeLessThan(1_000_000);
  });

  test('that hangs ends at the signal', async () => {
    rig.proxy.decide(() => 'hang');
    const { signal } = stopping;
    const calls = [
      rig.store.has(KEY, { signal }),
      rig.store.fetch(KEY, rig.dir, { signal }),
      rig.store.open(KEY, { signal }),
      rig.store.put(KEY, rig.file, { signal }),
    ];
    const stopped = Promise.all(calls.map((call) => expect(call).rejects.toMatchObject(aborted)));
    await requests(/./).toBe(calls.length);
    stopping.abort('cancelled');
    await stopped;
    await noneActive();
    expect(await cached()).toEqual([]);
  });

  test('for several callers ends only for the caller that was stopped', async () => {
    await writeFile(rig.file, randomBytes(LARGE));
    await rig.store.put(KEY, rig.file);
    const other = rig.open();
    let slow = 1;
    rig.proxy.decide(({ method }) => (method === 'GET' && slow-- > 0 ? 'trickle' : 'pass'));
    const { signal } = new AbortController();
    const [first, second] = [stopping, new AbortController()];
    const begun = other.fetch(KEY, rig.dir, { signal: first.signal });
    await requests(/^GET/).toBe(1);
    const leaving = other.fetch(KEY, rig.dir, { signal: second.signal });
    const staying = other.fetch(KEY, rig.dir, { signal });
    // Both calls have found the artifact and wait for the first download.
    await requests(/^HEAD/).toBe(3);
    await active().toBe(1);
    const left = expect(leaving).rejects.toMatchObject(aborted);
    second.abort('cancelled');
    await left;
    const stopped = expect(begun).rejects.toMatchObject(aborted);
    first.abort('cancelled');
    await stopped;
    expect((await readFile((await staying) ?? '')).equals(await readFile(rig.file))).toBe(true);
  });
});

describe('a step that fetches a large video from a slow server', () => {
  const rig = useS3Rig((s3Servers[0] as (typeof s3Servers)[number]).start);
  let steps: StepRig;
  let workDir: string;

  beforeEach(async () => {
    steps = await createStepRig(freshRedis());
    await writeFile(rig.file, randomBytes(LARGE));
    await rig.store.put(KEY, rig.file);
    await rig.store.put('poster/x.jpg', rig.file);
    workDir = join(rig.dir, 'work');
    await mkdir(workDir);
  });

  afterEach(() => steps.close());

  const deliver = () =>
    createDeliverProcessor({
      channelOf: async () => ({ deliver: async () => ({ messageId: 5 }) }) as never,
      store: rig.open(),
      workDir,
      videoJobs: steps.videoJobs,
    });

  async function startFetching() {
    rig.proxy.decide(({ method }) => (method === 'GET' ? 'trickle' : 'pass'));
    steps.startWorkers({ deliver: deliver() });
    const videoJob = await steps.submit();
    await expect.poll(() => rig.proxy.seen.some((line) => line.startsWith('GET')), poll).toBe(true);
    return videoJob;
  }

  test('stops when its greeting is cancelled', async () => {
    const videoJob = await startFetching();
    await steps.videoJobs.cancel(videoJob.id);
    for (const worker of steps.workers) worker.cancel(videoJob.id);
    await expect.poll(() => steps.ends, poll).toContain('deliver cancelled');
    expect(await readdir(workDir)).toEqual([]);
  });

  test('is handed over when its worker stops', async () => {
    const videoJob = await startFetching();
    await steps.workers.find(({ name }) => name === 'deliver')?.close();
    expect(steps.ends).toContain('deliver handed_over');
    expect(await readdir(workDir)).toEqual([]);
    rig.proxy.decide(() => 'pass');
    steps.startWorker('deliver', deliver());
    expect(await steps.ended(videoJob)).toMatchObject({ status: 'COMPLETED', run: 1 });
  });
});

describe('a copy to or from the local store', () => {
  const rig = useS3Rig((s3Servers[0] as (typeof s3Servers)[number]).start);

  test('ends at the signal, and leaves no part of it', async () => {
    const dir = join(rig.dir, 'store');
    const store = createLocalStore({ dir });
    await truncate(rig.file, 100_000_000);
    const putting = store.put(KEY, rig.file, { signal: stopping.signal });
    const stopped = expect(putting).rejects.toMatchObject(aborted);
    await expect.poll(() => filesBelow(dir).catch(() => []), { ...poll, interval: 1 }).toHaveLength(1);
    stopping.abort('cancelled');
    await stopped;
    expect(await filesBelow(dir)).toEqual([]);
    expect(await store.has(KEY)).toBe(false);

    await store.put(KEY, rig.file);
    const again = new AbortController();
    const fetching = store.fetch(KEY, rig.dir, { signal: again.signal });
    const left = expect(fetching).rejects.toMatchObject(aborted);
    again.abort('cancelled');
    await left;
    expect(await store.fetch(KEY, rig.dir)).toBeDefined();
  });
});
