import { mkdir, readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PutObjectCommand } from '@aws-sdk/client-s3';
import { execa } from 'execa';
import { describe, expect, inject, test } from 'vitest';
import { readArtifact } from '#root/storage/store.js';
import { useS3Rig } from '../helpers/s3-rig.js';
import { startS3rver } from '../helpers/s3-server.js';

const TRANSFER = join(inject('bundles'), 'test/helpers/s3-transfer.cjs');
const KEY = 'speech/a.wav';
const rig = useS3Rig(startS3rver);
const methods = () => rig.proxy.seen.map((line) => line.split(' ')[0]);

describe('the S3 store', () => {
  test('downloads an artifact once, and then only checks that it is unchanged', async () => {
    await rig.store.put(KEY, rig.file);
    const other = rig.open();
    await other.fetch(KEY, rig.dir);
    rig.proxy.seen.length = 0;
    await Promise.all([other.fetch(KEY, rig.dir), other.fetch(KEY, rig.dir), rig.store.fetch(KEY, rig.dir)]);
    expect(methods()).toEqual(['HEAD', 'HEAD', 'HEAD']);
  });

  test('downloads an artifact once for concurrent calls', async () => {
    await rig.store.put(KEY, rig.file);
    const other = rig.open();
    await Promise.all(Array.from({ length: 5 }, () => other.fetch(KEY, rig.dir)));
    expect(methods().filter((method) => method === 'GET')).toHaveLength(1);
  });

  test('returns a file to every concurrent call although its cache is too small', async () => {
    await rig.store.put(KEY, rig.file);
    const other = rig.open({ cacheBytes: 1 });
    const paths = await Promise.all(Array.from({ length: 5 }, () => other.fetch(KEY, rig.dir)));
    for (const path of paths) expect(await readFile(path ?? '', 'utf8')).toBe('content');
    expect((await readArtifact(other, KEY))?.toString()).toBe('content');
    await other.put(KEY, rig.file);
    expect((await readArtifact(other, KEY))?.toString()).toBe('content');
  });

  test('leaves a fetched file until its directory is removed', async () => {
    const one = rig.open({ cacheBytes: 20 });
    const dir = join(rig.dir, 'step');
    await mkdir(dir);
    const contents = Array.from({ length: 12 }, (_, index) => `content-${10 + index}`);
    const paths: string[] = [];
    for (const content of contents) {
      await writeFile(rig.file, content);
      await one.put(`speech/${content}.wav`, rig.file);
      paths.push((await one.fetch(`speech/${content}.wav`, dir)) ?? '');
    }
    expect(await Promise.all(paths.map((path) => readFile(path, 'utf8')))).toEqual(contents);
    await rm(dir, { recursive: true });
    const kept = (await readdir(rig.dir, { recursive: true })).filter((path) => /^cache-.*\/./.test(path));
    expect(kept).toHaveLength(2);
  });

  test.runIf(process.platform === 'linux')('needs no more memory for a larger file', async () => {
    const peakKb = async (megabytes: number) => {
      await truncate(rig.file, megabytes * 1e6);
      const args = [JSON.stringify(rig.server.settings), rig.file, join(rig.dir, String(megabytes))];
      const { stdout } = await execa('node', [TRANSFER, ...args]);
      return Number(stdout);
    };
    const small = await peakKb(20);
    expect(small).toBeGreaterThan(0);
    expect((await peakKb(80)) - small).toBeLessThan(50_000);
  });

  test('updates the time of an artifact in use now and then, without sending its content', async () => {
    await rig.store.put(KEY, rig.file);
    const body = `<CopyObjectResult><LastModified>${new Date(Date.now() + 5_000).toISOString()}</LastModified></CopyObjectResult>`;
    rig.proxy.decide(({ headers }) => (headers['x-amz-copy-source'] === undefined ? 'pass' : { status: 200, body }));
    rig.proxy.seen.length = 0;
    await rig.store.fetch(KEY, rig.dir);
    expect(methods()).toEqual(['HEAD']);
    await rig.open({ touchAfterMs: 0 }).fetch(KEY, rig.dir);
    expect(methods()).toEqual(['HEAD', 'HEAD', 'GET', 'PUT']);
  });

  test('does not touch other objects of the bucket', async () => {
    await rig.client.send(new PutObjectCommand({ Bucket: rig.bucket, Key: 'accounts.csv', Body: 'theirs' }));
    await rig.store.put(KEY, rig.file);
    rig.proxy.seen.length = 0;
    expect(await rig.store.removeUnused(new Date(Date.now() + 60_000))).toBe(1);
    expect(methods().filter((method) => method === 'DELETE')).toHaveLength(1);
  });

  test('treats an object of another origin as a missing artifact', async () => {
    await rig.client.send(new PutObjectCommand({ Bucket: rig.bucket, Key: `${rig.prefix}${KEY}`, Body: 'theirs' }));
    expect(await rig.store.fetch(KEY, rig.dir)).toBeUndefined();
    expect(await rig.store.has(KEY)).toBe(false);
  });

  test('removes parts of an upload whose process was killed', async () => {
    const upload = (key: string, initiated: string) =>
      `<Upload><Key>${key}</Key><UploadId>of-${key}</UploadId><Initiated>${initiated}</Initiated></Upload>`;
    const body = `<ListMultipartUploadsResult>${upload('dead', '2020-01-01T00:00:00.000Z')}${upload('live', new Date().toISOString())}</ListMultipartUploadsResult>`;
    rig.proxy.decide(({ method, url }) => {
      if (/[?&]uploads/.test(url ?? '')) return { status: 200, body };
      return method === 'DELETE' ? { status: 204 } : 'pass';
    });
    expect(await rig.store.removeUnused(new Date(Date.now() - 60_000))).toBe(1);
    expect(rig.proxy.seen.filter((line) => line.startsWith('DELETE'))).toEqual([
      expect.stringContaining('uploadId=of-dead'),
    ]);
  });
});
