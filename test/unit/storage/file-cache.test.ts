import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type CachedFile, createFileCache, type FileCache } from '#root/storage/file-cache.js';

const KEEP_MS = 60_000;
let dir: string;
let time: number;
let cache: FileCache;

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'zdravitsa-test-'));
  time = 0;
  cache = createFileCache({ dir, maxBytes: 30, keepMs: KEEP_MS, now: () => time });
});

afterEach(() => rm(dir, { recursive: true, force: true }));

/** Ten bytes of that digit. */
const take = (digit: number) => cache.take('.txt', (path) => writeFile(path, String(digit).repeat(10)));
const find = ({ sha256, bytes }: CachedFile) => cache.find({ sha256, bytes, extension: '.txt' });

describe('the cache of files', () => {
  test('finds what it took by its content', async () => {
    const file = await take(1);
    expect(await find(file)).toBe(file.path);
    expect(await readFile(file.path, 'utf8')).toBe('1111111111');
    expect(await find({ ...file, bytes: 11 })).toBeUndefined();
  });

  test('lets the least recently used go beyond its size', async () => {
    const first = await take(1);
    const second = await take(2);
    await take(3);
    time += KEEP_MS;
    await find(first);
    await take(4);
    expect(await find(second)).toBeUndefined();
    expect(await find(first)).toBe(first.path);
    expect(await readdir(dir)).toHaveLength(3);
  });

  test('keeps what was just handed out, even beyond its size', async () => {
    const files = [];
    for (const digit of [1, 2, 3, 4, 5]) files.push(await take(digit));
    for (const file of files) expect(await find(file)).toBe(file.path);
    time += KEEP_MS;
    await take(6);
    expect(await readdir(dir)).toHaveLength(3);
  });

  test('drops a file that was damaged or removed behind its back', async () => {
    const damaged = await take(1);
    await writeFile(damaged.path, '1111111112');
    expect(await find(damaged)).toBeUndefined();
    const removed = await take(2);
    await rm(removed.path);
    expect(await find(removed)).toBeUndefined();
    expect(await readdir(dir)).toEqual([]);
  });

  test('leaves nothing of a file that could not be written', async () => {
    const failing = cache.take('.txt', async (path) => {
      await writeFile(path, 'half');
      throw new Error('cut off');
    });
    await expect(failing).rejects.toThrow('cut off');
    expect(await readdir(dir)).toEqual([]);
  });

  test('says that the disk is full, and not that the content is wrong', async () => {
    const full = cache.take('.txt', () => Promise.reject(Object.assign(new Error(), { code: 'ENOSPC' })));
    await expect(full).rejects.toMatchObject({ code: 'DISK_FULL', retryable: true });
  });
});
