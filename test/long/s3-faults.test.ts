import { randomBytes } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { SetupError } from '#root/errors.js';
import { createS3Objects } from '#root/storage/s3-objects.js';
import { startProxy } from '../helpers/proxy.js';
import { useS3Rig } from '../helpers/s3-rig.js';
import { startS3rver, startSwift } from '../helpers/s3-server.js';

const KEY = 'speech/a.wav';
const unavailable = { code: 'STORAGE_UNAVAILABLE', retryable: true };
const refused = { name: 'UnavailableError', code: 'STORAGE_REFUSED' };

describe('the S3 store', () => {
  const rig = useS3Rig(startS3rver);

  test('retries temporary errors', async () => {
    let failures = 2;
    rig.proxy.decide(() => (failures-- > 0 ? { status: 503 } : 'pass'));
    await rig.store.put(KEY, rig.file);
    failures = 2;
    expect(await readFile((await rig.open().fetch(KEY, rig.dir)) ?? '', 'utf8')).toBe('content');
  });

  test.each([
    ['fails', { status: 500 }],
    ['is overloaded', { status: 429 }],
    ['asks for fewer calls', { status: 503, body: '<Error><Code>SlowDown</Code></Error>' }],
    ['resets the connection', 'reset'],
    ['does not answer', 'hang'],
  ] as const)('is unavailable if the server %s, and loses nothing', async (_, fault) => {
    await rig.store.put(KEY, rig.file);
    rig.proxy.decide(() => fault);
    const other = rig.open({ silenceMs: 300 });
    await expect(other.assertReady()).rejects.toMatchObject(unavailable);
    await expect(other.fetch(KEY, rig.dir)).rejects.toMatchObject(unavailable);
    await expect(other.put(KEY, rig.file)).rejects.toMatchObject(unavailable);
    rig.proxy.decide(() => 'pass');
    expect(await readFile((await rig.open().fetch(KEY, rig.dir)) ?? '', 'utf8')).toBe('content');
  });

  test.each(['cut', 'stall'] as const)(
    'does not mistake the part before a %s for a damaged artifact',
    async (fault) => {
      await rig.store.put(KEY, rig.file);
      rig.proxy.decide(({ method }) => (method === 'GET' ? fault : 'pass'));
      const other = rig.open({ silenceMs: 300 });
      await expect(other.fetch(KEY, rig.dir)).rejects.toMatchObject(unavailable);
      rig.proxy.decide(() => 'pass');
      expect(await readFile((await rig.open().fetch(KEY, rig.dir)) ?? '', 'utf8')).toBe('content');
    },
  );

  test('downloads a damaged artifact again, and removes it only after the second failure', async () => {
    await rig.store.put(KEY, rig.file);
    let garbled = 1;
    rig.proxy.decide(({ method }) => (method === 'GET' && garbled-- > 0 ? 'garble' : 'pass'));
    expect(await readFile((await rig.open().fetch(KEY, rig.dir)) ?? '', 'utf8')).toBe('content');
    garbled = 2;
    expect(await rig.open().fetch(KEY, rig.dir)).toBeUndefined();
    expect(await rig.store.has(KEY)).toBe(false);
  });

  test('stores a large file in parts, and repeats only the part that failed', async () => {
    const content = randomBytes(20_000_000);
    await writeFile(rig.file, content);
    let breaks = 1;
    rig.proxy.decide(({ method, url }) => {
      const isPart = method === 'PUT' && url?.includes('partNumber=2');
      return isPart && breaks-- > 0 ? 'reset' : 'pass';
    });
    await rig.store.put(KEY, rig.file);
    const parts = rig.proxy.seen.flatMap((line) => /^PUT .*partNumber=(\d+)/.exec(line)?.[1] ?? []);
    expect(parts.sort()).toEqual(['1', '2', '2', '3']);
    expect((await readFile((await rig.open().fetch(KEY, rig.dir)) ?? '')).equals(content)).toBe(true);
  });

  test('removes the parts of a large file whose upload failed, and throws the cause', async () => {
    await writeFile(rig.file, randomBytes(10_000_000));
    rig.proxy.decide(({ url }) => (url?.includes('partNumber=2') ? 'reset' : 'pass'));
    await expect(rig.store.put(KEY, rig.file)).rejects.toMatchObject(unavailable);
    expect(rig.proxy.seen.at(-1)).toMatch(/^DELETE .*uploadId=/);
    expect(await rig.store.has(KEY)).toBe(false);
  });

  test('waits for a slow server as long as data arrives', async () => {
    // 40 pieces, 60 ms apart. Together they take more than twice the time limit of silence.
    await writeFile(rig.file, randomBytes(40_000));
    await rig.store.put(KEY, rig.file);
    rig.proxy.decide(() => 'trickle');
    const path = (await rig.open({ silenceMs: 1_000 }).fetch(KEY, rig.dir)) ?? '';
    expect((await readFile(path)).equals(await readFile(rig.file))).toBe(true);
  });

  test('reports a full disk', async () => {
    await rig.store.put(KEY, rig.file);
    const objects = createS3Objects({ client: rig.client, bucket: rig.bucket, prefix: rig.prefix });
    const transfer = { bytes: 7, signal: new AbortController().signal };
    await expect(objects.download(KEY, '/dev/full', transfer)).rejects.toMatchObject({
      code: 'DISK_FULL',
      retryable: true,
    });
  });

  test.each([
    [403, 'AccessDenied'],
    [403, 'InvalidAccessKeyId'],
    [404, 'NoSuchBucket'],
    [400, 'AuthorizationHeaderMalformed'],
  ])('treats %i %s as unavailable instead of missing, and names the variables to check', async (status, code) => {
    await rig.store.put(KEY, rig.file);
    rig.proxy.decide(() => ({ status, body: `<Error><Code>${code}</Code></Error>` }));
    const expected = { ...refused, message: expect.stringMatching(new RegExp(`${status} ${code}.*S3_ACCESS_KEY_ID`)) };
    for (const key of [KEY, 'speech/missing.wav']) {
      await expect(rig.store.has(key)).rejects.toMatchObject(expected);
      await expect(rig.store.fetch(key, rig.dir)).rejects.toMatchObject(expected);
      await expect(rig.store.put(key, rig.file)).rejects.toMatchObject(expected);
    }
    await expect(rig.store.assertReady()).rejects.toMatchObject({ ...expected, name: 'SetupError' });
    rig.proxy.decide(() => 'pass');
    expect(await readFile((await rig.open().fetch(KEY, rig.dir)) ?? '', 'utf8')).toBe('content');
    expect(await rig.store.has('speech/missing.wav')).toBe(false);
  });

  test('throws SetupError for a call that the server does not implement', async () => {
    rig.proxy.decide(() => ({ status: 501, body: '<Error><Code>NotImplemented</Code></Error>' }));
    await expect(rig.store.put(KEY, rig.file)).rejects.toThrow(SetupError);
  });

  test('finds an artifact that was put after the HEAD call', async () => {
    await rig.store.put(KEY, rig.file);
    rig.proxy.decide(({ method }) => (method === 'HEAD' ? { status: 404 } : 'pass'));
    const other = rig.open();
    expect(await other.has(KEY)).toBe(true);
    expect(await readFile((await other.fetch(KEY, rig.dir)) ?? '', 'utf8')).toBe('content');
  });

  test('is unavailable if nothing listens', async () => {
    await rig.proxy.stop();
    await expect(rig.store.fetch(KEY, rig.dir)).rejects.toMatchObject(unavailable);
    rig.proxy = await startProxy(rig.server.settings.endpoint);
  });

  test('throws the error of a file unchanged', async () => {
    await expect(rig.store.put(KEY, join(rig.dir, 'nothing'))).rejects.toMatchObject({ code: 'ENOENT' });
  });
});

describe.runIf(startSwift)('the S3 store on a server that checks signatures', () => {
  const rig = useS3Rig(startSwift ?? startS3rver);

  afterEach(() => {
    vi.useRealTimers();
  });

  test('names the variables to check if the key is wrong', async () => {
    await rig.store.put(KEY, rig.file);
    const wrong = rig.open({ secretAccessKey: 'wrong' });
    const message = expect.stringMatching(/403 SignatureDoesNotMatch.*S3_SECRET_ACCESS_KEY/);
    await expect(wrong.assertReady()).rejects.toMatchObject({ ...refused, name: 'SetupError', message });
    await expect(wrong.fetch(KEY, rig.dir)).rejects.toMatchObject({ ...refused, message });
    await expect(wrong.put(KEY, rig.file)).rejects.toMatchObject({ ...refused, message });
    expect(await rig.open().fetch(KEY, rig.dir)).toBeDefined();
  });

  test.each([-1, 1])('works if the clock of this machine is wrong by %i h', async (hours) => {
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + hours * 3_600_000 });
    await rig.store.put(KEY, rig.file);
    expect(await readFile((await rig.open().fetch(KEY, rig.dir)) ?? '', 'utf8')).toBe('content');
  });
});
