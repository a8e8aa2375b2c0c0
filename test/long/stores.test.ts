import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { HeadObjectCommand, PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { SetupError, UnavailableError } from '#root/errors.js';
import { createFileCache } from '#root/storage/file-cache.js';
import { createLocalStore } from '#root/storage/local.js';
import { createS3Store } from '#root/storage/s3.js';
import { createS3Client } from '#root/storage/s3-client.js';
import { createS3Objects } from '#root/storage/s3-objects.js';
import { readArtifact, type Store } from '#root/storage/store.js';
import { type S3Server, s3Servers } from '../helpers/s3-server.js';

interface Backend {
  /** Opens the same store as another process would. */
  open(): Store;
  /** Opens a store that this installation cannot use. */
  openWrong(): Store;
  /** Changes a stored artifact without the store. */
  damage(key: string, change: (content: Buffer) => Buffer): Promise<void>;
}

let dir: string;
let file: string;

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'zdravitsa-test-'));
  file = join(dir, 'file');
  await writeFile(file, 'content');
});

afterEach(() => rm(dir, { recursive: true, force: true }));

/** Repeats a call while the store is unavailable, as a step does: s3rver answers 500 for an object it is replacing. */
async function untilAvailable<T>(call: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await call();
    } catch (error) {
      if (!(error instanceof UnavailableError)) throw error;
      await sleep(50);
    }
  }
}

function localBackend(): Backend {
  const open = () => createLocalStore({ dir: join(dir, 'store') });
  return {
    open,
    openWrong: () => createLocalStore({ dir: file }),
    async damage(key, change) {
      const path = (await open().fetch(key, dir)) ?? '';
      await writeFile(path, change(await readFile(path)));
    },
  };
}

/** Uses its own prefix, because the server may be in use by others. */
function s3Backend(client: S3Client, bucket: string): Backend {
  const prefix = `zdravitsa-test/${randomUUID()}/`;
  const on = (name: string) => {
    const cache = createFileCache({ dir: mkdtempSync(join(dir, 'cache-')), maxBytes: 100e6 });
    return createS3Store({ objects: createS3Objects({ client, bucket: name, prefix }), cache, touchAfterMs: 0 });
  };
  return {
    open: () => on(bucket),
    openWrong: () => on(`zdravitsa-test-${randomUUID()}`),
    async damage(key, change) {
      const at = { Bucket: bucket, Key: `${prefix}${key}` };
      const { Metadata } = await client.send(new HeadObjectCommand(at));
      const path = (await on(bucket).fetch(key, dir)) ?? '';
      await client.send(new PutObjectCommand({ ...at, Metadata, Body: change(await readFile(path)) }));
    },
  };
}

describe('the local store', () => describeStore(localBackend));

describe.each(s3Servers)('the S3 store on $on', ({ start }) => {
  let serverDir: string;
  let server: S3Server;
  let client: S3Client;
  let backend: Backend;

  beforeAll(async () => {
    serverDir = await mkdtemp(join(tmpdir(), 'zdravitsa-test-'));
    server = await start(serverDir);
    client = createS3Client(server.settings);
  });

  afterEach(() => backend.open().removeUnused(new Date(Date.now() + 24 * 3_600_000)));

  afterAll(async () => {
    client.destroy();
    await server.stop();
    await rm(serverDir, { recursive: true, force: true });
  });

  describeStore(() => {
    backend = s3Backend(client, server.settings.bucket);
    return backend;
  });
});

/** Tests what every store does. */
function describeStore(makeBackend: () => Backend): void {
  let backend: Backend;
  let store: Store;

  beforeEach(() => {
    backend = makeBackend();
    store = backend.open();
  });

  test('returns artifacts that this or another process put, and undefined for a missing one', async () => {
    await store.assertReady();
    expect(await store.has('a/b.txt')).toBe(false);
    expect(await store.fetch('a/b.txt', dir)).toBeUndefined();
    expect(await readArtifact(store, 'a/b.txt')).toBeUndefined();
    await store.put('a/b.txt', file);
    for (const each of [store, backend.open()]) {
      expect(await each.has('a/b.txt')).toBe(true);
      const path = (await each.fetch('a/b.txt', dir)) ?? '';
      expect(path).toMatch(/\.txt$/);
      expect(await readFile(path, 'utf8')).toBe('content');
      expect((await readArtifact(each, 'a/b.txt'))?.toString()).toBe('content');
    }
  });

  test('does not return an artifact that another process has removed', async () => {
    await store.put('a/b.txt', file);
    await store.fetch('a/b.txt', dir);
    await backend.open().remove('a/b.txt');
    await backend.open().remove('a/b.txt');
    expect(await store.has('a/b.txt')).toBe(false);
    expect(await store.fetch('a/b.txt', dir)).toBeUndefined();
  });

  test.each([
    ['truncated', (content: Buffer) => content.subarray(0, 3)],
    ['changed', (content: Buffer) => Buffer.from(content.toString().toUpperCase())],
  ])('treats a %s artifact as missing and removes it', async (_, change) => {
    await store.put('a/b.txt', file);
    await backend.damage('a/b.txt', change);
    const elsewhere = backend.open();
    expect(await elsewhere.fetch('a/b.txt', dir)).toBeUndefined();
    expect(await elsewhere.has('a/b.txt')).toBe(false);
    expect(await store.fetch('a/b.txt', dir)).toBeUndefined();
    await store.put('a/b.txt', file);
    expect(await readFile((await elsewhere.fetch('a/b.txt', dir)) ?? '', 'utf8')).toBe('content');
  });

  test('returns a large file unchanged', async () => {
    // Two parts of an upload.
    const content = randomBytes(10_000_000);
    await writeFile(file, content);
    await store.put('video/large.mp4', file);
    const fetched = await readFile((await backend.open().fetch('video/large.mp4', dir)) ?? '');
    expect(fetched.equals(content)).toBe(true);
  });

  test('returns whole artifacts although several callers write the same key', async () => {
    await Promise.all(
      Array.from({ length: 10 }, async (_, index) => {
        const path = join(dir, `writer-${index}`);
        await writeFile(path, String(index % 2).repeat(100_000));
        await untilAvailable(() => store.put('a/b.txt', path));
        const fetched = await untilAvailable(() => store.fetch('a/b.txt', dir));
        expect(await readFile(fetched ?? '', 'utf8')).toMatch(/^(0{100000}|1{100000})$/);
      }),
    );
  });

  test('removes only artifacts that were not fetched since', async () => {
    for (const key of ['a/used.txt', 'a/unused.txt']) await store.put(key, file);
    // Servers round times to whole seconds, some down and some up.
    await sleep(2_100);
    const since = new Date(Math.floor(Date.now() / 1_000) * 1_000);
    await backend.open().fetch('a/used.txt', dir);
    expect(await store.removeUnused(since)).toBe(1);
    expect(await store.has('a/used.txt')).toBe(true);
    expect(await store.has('a/unused.txt')).toBe(false);
  });

  test('throws SetupError at the start if it cannot be used, and UnavailableError later', async () => {
    const wrong = backend.openWrong();
    await expect(wrong.assertReady()).rejects.toThrow(SetupError);
    const refused = { name: 'UnavailableError', code: 'STORAGE_REFUSED' };
    await expect(wrong.has('a/b.txt')).rejects.toMatchObject(refused);
    await expect(wrong.fetch('a/b.txt', dir)).rejects.toMatchObject(refused);
    await expect(wrong.put('a/b.txt', file)).rejects.toMatchObject(refused);
  });
}
