import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { contentOf, type FileContent } from '#root/storage/checksum.js';
import { createFileCache, type FileCache } from '#root/storage/file-cache.js';

let dir: string;
let cacheDir: string;
let cache: FileCache;

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'zdravitsa-test-'));
  cacheDir = join(dir, 'cache');
  await mkdir(cacheDir);
  cache = createFileCache({ dir: cacheDir, maxBytes: 30 });
});

afterEach(() => rm(dir, { recursive: true, force: true }));

async function keep(text: string): Promise<FileContent> {
  return cache.aside(async (path) => {
    await writeFile(path, text);
    const content = await contentOf(path);
    await cache.keep(path, content);
    return content;
  });
}

/** Adds a file that consists of the digit ten times. */
const keepTen = (digit: number) => keep(String(digit).repeat(10));

/** Returns the content of the cached file, or undefined if there is none. */
async function cachedContent(content: FileContent): Promise<string | undefined> {
  const path = join(dir, 'given');
  await rm(path, { force: true });
  return (await cache.give(content, path)) ? readFile(path, 'utf8') : undefined;
}

async function cachedBytes(): Promise<number> {
  const sizes = (await readdir(cacheDir)).map(async (name) => (await stat(join(cacheDir, name))).size);
  return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
}

describe('the cache of files', () => {
  test('finds a file by its content', async () => {
    const content = await keepTen(1);
    expect(await cachedContent(content)).toBe('1111111111');
    expect(await cachedContent({ ...content, bytes: 11 })).toBeUndefined();
    expect(await keepTen(1)).toEqual(content);
    expect(await readdir(cacheDir)).toEqual([content.sha256]);
  });

  test('removes the least recently used file if its size is exceeded', async () => {
    const first = await keepTen(1);
    const second = await keepTen(2);
    await keepTen(3);
    await cachedContent(first);
    await keepTen(4);
    expect(await cachedContent(second)).toBeUndefined();
    expect(await cachedContent(first)).toBe('1111111111');
    expect(await readdir(cacheDir)).toHaveLength(3);
  });

  test('never exceeds its size', async () => {
    const MIB = 1024 ** 2;
    const limit = 8 * MIB;
    cache = createFileCache({ dir: cacheDir, maxBytes: limit });
    let largest = 0;
    for (let file = 0; file < 60; file += 1) {
      const content = await keep(String.fromCharCode(32 + file).repeat(MIB));
      expect(await cachedContent(content)).toHaveLength(MIB);
      largest = Math.max(largest, await cachedBytes());
    }
    expect(largest).toBe(limit);
  });

  test('leaves linked files readable after it has removed its own', async () => {
    const digits = [1, 2, 3, 4, 5, 6, 7, 8, 9];
    for (const digit of digits) expect(await cache.give(await keepTen(digit), join(dir, String(digit)))).toBe(true);
    expect(await cachedBytes()).toBe(30);
    for (const digit of digits) expect(await readFile(join(dir, String(digit)), 'utf8')).toBe(`${digit}`.repeat(10));
  });

  test('does not add a file that is larger than its size, and keeps the others', async () => {
    const small = await keepTen(1);
    const large = await keep('a'.repeat(31));
    expect(await cachedContent(large)).toBeUndefined();
    expect(await cachedContent(small)).toBe('1111111111');
  });

  test('keeps an empty file', async () => {
    expect(await cachedContent(await keep(''))).toBe('');
  });

  test('removes a file that was damaged or deleted from outside', async () => {
    const damaged = await keepTen(1);
    await writeFile(join(cacheDir, damaged.sha256), '1111111112');
    expect(await cachedContent(damaged)).toBeUndefined();
    const removed = await keepTen(2);
    await rm(join(cacheDir, removed.sha256));
    expect(await cachedContent(removed)).toBeUndefined();
    expect(await readdir(cacheDir)).toEqual([]);
  });

  test('leaves no partial file if writing fails', async () => {
    const failing = cache.aside(async (path) => {
      await writeFile(path, 'half');
      throw new Error('cut off');
    });
    await expect(failing).rejects.toThrow('cut off');
    expect(await readdir(cacheDir)).toEqual([]);
  });

  test('reports a full disk', async () => {
    const full = cache.aside(() => Promise.reject(Object.assign(new Error(), { code: 'ENOSPC' })));
    await expect(full).rejects.toMatchObject({ code: 'DISK_FULL', retryable: true });
  });
});
