import { randomUUID } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { SetupError } from '#root/errors.js';
import { createFileCache } from '#root/storage/file-cache.js';
import { createS3Store } from '#root/storage/s3.js';
import { createS3Client } from '#root/storage/s3-client.js';
import { createS3Objects } from '#root/storage/s3-objects.js';
import type { Store } from '#root/storage/store.js';
import { type FaultyProxy, startProxy } from '../helpers/proxy.js';
import { type S3Server, startS3rver } from '../helpers/s3-server.js';

const KEY = 'speech/a.wav';
const away = { code: 'STORAGE_UNAVAILABLE', retryable: true };
let serverDir: string;
let server: S3Server;
let dir: string;
let file: string;
let prefix: string;
let proxy: FaultyProxy;
let clients: S3Client[];
let store: Store;

beforeAll(async () => {
  serverDir = await mkdtemp(join(tmpdir(), 'zdravitsa-test-'));
  server = await startS3rver(serverDir);
});

afterAll(async () => {
  await server.stop();
  await rm(serverDir, { recursive: true, force: true });
});

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'zdravitsa-test-'));
  file = join(dir, 'file');
  await writeFile(file, 'content');
  prefix = `test-${randomUUID()}/`;
  proxy = await startProxy(server.settings.endpoint);
  clients = [];
  store = open();
});

afterEach(async () => {
  for (const client of clients) client.destroy();
  await proxy.stop();
  await rm(dir, { recursive: true, force: true });
});

/** Opens the store as a process of its own would, with a cache of its own. */
function open({ touchAfterMs = 3_600_000, ...changed }: { touchAfterMs?: number; secretAccessKey?: string } = {}) {
  const settings = { ...server.settings, endpoint: proxy.endpoint, ...changed };
  const client = createS3Client(settings, { attempts: 3, silenceMs: 300 });
  clients.push(client);
  const cache = createFileCache({ dir: join(dir, `cache-${clients.length}`), maxBytes: 1e6 });
  const { bucket } = settings;
  return createS3Store({ objects: createS3Objects({ client, bucket, prefix }), cache, touchAfterMs });
}

const methods = () => proxy.seen.map((line) => line.split(' ')[0]);

describe('the S3 store', () => {
  test('reads an artifact once, and then only asks whether it is still the same', async () => {
    await store.put(KEY, file);
    const other = open();
    await other.fetch(KEY);
    proxy.seen.length = 0;
    await Promise.all([other.fetch(KEY), other.fetch(KEY), store.fetch(KEY)]);
    expect(methods()).toEqual(['HEAD', 'HEAD', 'HEAD']);
  });

  test('reads once for all who ask at the same time', async () => {
    await store.put(KEY, file);
    const other = open();
    await Promise.all(Array.from({ length: 5 }, () => other.fetch(KEY)));
    expect(methods().filter((method) => method === 'GET')).toHaveLength(1);
  });

  test('tries again what passes, and nobody notices', async () => {
    let failures = 2;
    proxy.decide(() => (failures-- > 0 ? { status: 503 } : 'pass'));
    await store.put(KEY, file);
    failures = 2;
    expect(await readFile((await open().fetch(KEY)) ?? '', 'utf8')).toBe('content');
  });

  test.each([
    ['fails', { status: 500 }],
    ['has too much to do', { status: 429 }],
    ['does not answer', 'hang'],
  ] as const)('says that the server is away where it %s, and loses nothing', async (_, fault) => {
    await store.put(KEY, file);
    proxy.decide(() => fault);
    const other = open();
    await expect(other.assertReady()).rejects.toMatchObject(away);
    await expect(other.fetch(KEY)).rejects.toMatchObject(away);
    await expect(other.put(KEY, file)).rejects.toMatchObject(away);
    proxy.decide(() => 'pass');
    expect(await readFile((await other.fetch(KEY)) ?? '', 'utf8')).toBe('content');
  });

  test.each(['cut', 'stall'] as const)(
    'does not take the part that came before a %s for a damaged artifact',
    async (fault) => {
      await store.put(KEY, file);
      proxy.decide(({ method }) => (method === 'GET' ? fault : 'pass'));
      const other = open();
      await expect(other.fetch(KEY)).rejects.toMatchObject(away);
      proxy.decide(() => 'pass');
      expect(await readFile((await other.fetch(KEY)) ?? '', 'utf8')).toBe('content');
    },
  );

  test('says that the server is away where nothing listens', async () => {
    await proxy.stop();
    await expect(store.fetch(KEY)).rejects.toMatchObject(away);
    proxy = await startProxy(server.settings.endpoint);
  });

  test('says which variables to look at where the key is wrong', async () => {
    const wrong = open({ secretAccessKey: 'wrong' });
    proxy.decide(() => ({ status: 403, body: '<Error><Code>SignatureDoesNotMatch</Code></Error>' }));
    await expect(wrong.assertReady()).rejects.toThrow(SetupError);
    await expect(wrong.put(KEY, file)).rejects.toThrow(/403 SignatureDoesNotMatch.*S3_SECRET_ACCESS_KEY/);
  });

  test('does not take a fault of the file for one of the server', async () => {
    await expect(store.put(KEY, join(dir, 'nothing'))).rejects.toMatchObject({ code: 'ENOENT' });
  });

  test('marks an artifact in use, once in a while, without moving its content', async () => {
    await store.put(KEY, file);
    const body = `<CopyObjectResult><LastModified>${new Date(Date.now() + 5_000).toISOString()}</LastModified></CopyObjectResult>`;
    proxy.decide(({ headers }) => (headers['x-amz-copy-source'] === undefined ? 'pass' : { status: 200, body }));
    proxy.seen.length = 0;
    await store.fetch(KEY);
    expect(methods()).toEqual(['HEAD']);
    await open({ touchAfterMs: 0 }).fetch(KEY);
    expect(methods()).toEqual(['HEAD', 'HEAD', 'GET', 'PUT']);
  });

  test('leaves alone what others keep in the bucket', async () => {
    const [client] = clients as [S3Client];
    await client.send(new PutObjectCommand({ Bucket: server.settings.bucket, Key: 'accounts.csv', Body: 'theirs' }));
    await store.put(KEY, file);
    proxy.seen.length = 0;
    expect(await store.removeUnused(new Date(Date.now() + 60_000))).toBe(1);
    expect(methods().filter((method) => method === 'DELETE')).toHaveLength(1);
  });

  test('takes what somebody else put under its name for a missing artifact', async () => {
    const [client] = clients as [S3Client];
    await client.send(new PutObjectCommand({ Bucket: server.settings.bucket, Key: `${prefix}${KEY}`, Body: 'theirs' }));
    expect(await store.fetch(KEY)).toBeUndefined();
    expect(await store.has(KEY)).toBe(false);
  });

  test('frees what an upload holds whose writer died', async () => {
    const upload = (key: string, initiated: string) =>
      `<Upload><Key>${key}</Key><UploadId>of-${key}</UploadId><Initiated>${initiated}</Initiated></Upload>`;
    const body = `<ListMultipartUploadsResult>${upload('dead', '2020-01-01T00:00:00.000Z')}${upload('live', new Date().toISOString())}</ListMultipartUploadsResult>`;
    proxy.decide(({ method, url }) => {
      if (/[?&]uploads/.test(url ?? '')) return { status: 200, body };
      return method === 'DELETE' ? { status: 204 } : 'pass';
    });
    expect(await store.removeUnused(new Date(Date.now() - 60_000))).toBe(1);
    expect(proxy.seen.filter((line) => line.startsWith('DELETE'))).toEqual([
      expect.stringContaining('uploadId=of-dead'),
    ]);
  });
});
