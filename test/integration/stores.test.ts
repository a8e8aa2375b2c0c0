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
  /** Opens one that this installation cannot use. */
  openWrong(): Store;
  /** Changes what is stored behind the store's back. */
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

/** Waits as a step does: s3rver answers 500 where it is asked for what it is just replacing. */
async function answered<T>(call: () => Promise<T>): Promise<T> {
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

/** Keeps to a prefix of its own: a server may be somebody's, and in use. */
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

/** What every store has to do. */
function describeStore(makeBackend: () => Backend): void {
  let backend: Backend;
  let store: Store;

  beforeEach(() => {
    backend = makeBackend();
    store = backend.open();
  });

  test('gives back what was put, here and elsewhere, and knows what is not there', async () => {
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

  test('knows at once what another process removed', async () => {
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
  ])('takes a %s artifact for a missing one and removes it', async (_, change) => {
    await store.put('a/b.txt', file);
    await backend.damage('a/b.txt', change);
    const elsewhere = backend.open();
    expect(await elsewhere.fetch('a/b.txt', dir)).toBeUndefined();
    expect(await elsewhere.has('a/b.txt')).toBe(false);
    expect(await store.fetch('a/b.txt', dir)).toBeUndefined();
    await store.put('a/b.txt', file);
    expect(await readFile((await elsewhere.fetch('a/b.txt', dir)) ?? '', 'utf8')).toBe('content');
  });

  test('keeps a large file as it is', async () => {
    const content = randomBytes(20_000_000);
    await writeFile(file, content);
    await store.put('video/large.mp4', file);
    const fetched = await readFile((await backend.open().fetch('video/large.mp4', dir)) ?? '');
    expect(fetched.equals(content)).toBe(true);
  });

  test('stays whole when many write and read the same key at once', async () => {
    await Promise.all(
      Array.from({ length: 20 }, async (_, index) => {
        const path = join(dir, `writer-${index}`);
        await writeFile(path, String(index % 2).repeat(100_000));
        await answered(() => store.put('a/b.txt', path));
        const fetched = await answered(() => store.fetch('a/b.txt', dir));
        expect(await readFile(fetched ?? '', 'utf8')).toMatch(/^(0{100000}|1{100000})$/);
      }),
    );
  });

  test('removes what nobody has fetched since, and only that', async () => {
    for (const key of ['a/used.txt', 'a/unused.txt']) await store.put(key, file);
    // A server's times are whole seconds; one rounds them down, another up.
    await sleep(2_100);
    const since = new Date(Math.floor(Date.now() / 1_000) * 1_000);
    await backend.open().fetch('a/used.txt', dir);
    expect(await store.removeUnused(since)).toBe(1);
    expect(await store.has('a/used.txt')).toBe(true);
    expect(await store.has('a/unused.txt')).toBe(false);
  });

  test('is a set-up error where it cannot be used at the start, and waited for where that comes later', async () => {
    const wrong = backend.openWrong();
    await expect(wrong.assertReady()).rejects.toThrow(SetupError);
    const refused = { name: 'UnavailableError', code: 'STORAGE_REFUSED' };
    await expect(wrong.has('a/b.txt')).rejects.toMatchObject(refused);
    await expect(wrong.fetch('a/b.txt', dir)).rejects.toMatchObject(refused);
    await expect(wrong.put('a/b.txt', file)).rejects.toMatchObject(refused);
  });
}
