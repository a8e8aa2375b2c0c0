import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { contentOf, type FileContent } from '#root/storage/checksum.js';
import { createFileCache, type FileCache } from '#root/storage/file-cache.js';

let dir: string;
let kept: string;
let cache: FileCache;

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'zdravitsa-test-'));
  kept = join(dir, 'kept');
  await mkdir(kept);
  cache = createFileCache({ dir: kept, maxBytes: 30 });
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

/** Ten bytes of that digit. */
const keepTen = (digit: number) => keep(String(digit).repeat(10));

/** Returns the content that the cache gives, or undefined. */
async function given(content: FileContent): Promise<string | undefined> {
  const path = join(dir, 'given');
  await rm(path, { force: true });
  return (await cache.give(content, path)) ? readFile(path, 'utf8') : undefined;
}

async function bytesKept(): Promise<number> {
  const sizes = (await readdir(kept)).map(async (name) => (await stat(join(kept, name))).size);
  return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
}

describe('the cache of files', () => {
  test('gives what it keeps by its content', async () => {
    const content = await keepTen(1);
    expect(await given(content)).toBe('1111111111');
    expect(await given({ ...content, bytes: 11 })).toBeUndefined();
    expect(await keepTen(1)).toEqual(content);
    expect(await readdir(kept)).toEqual([content.sha256]);
  });

  test('lets the least recently used go beyond its size', async () => {
    const first = await keepTen(1);
    const second = await keepTen(2);
    await keepTen(3);
    await given(first);
    await keepTen(4);
    expect(await given(second)).toBeUndefined();
    expect(await given(first)).toBe('1111111111');
    expect(await readdir(kept)).toHaveLength(3);
  });

  test('is never larger than it may be, whatever was just kept or given', async () => {
    const MIB = 1024 ** 2;
    const limit = 8 * MIB;
    cache = createFileCache({ dir: kept, maxBytes: limit });
    let largest = 0;
    for (let file = 0; file < 60; file += 1) {
      const content = await keep(String.fromCharCode(32 + file).repeat(MIB));
      expect(await given(content)).toHaveLength(MIB);
      largest = Math.max(largest, await bytesKept());
    }
    expect(largest).toBe(limit);
  });

  test('loses nothing that it gave, though it lets go of it', async () => {
    const digits = [1, 2, 3, 4, 5, 6, 7, 8, 9];
    for (const digit of digits) expect(await cache.give(await keepTen(digit), join(dir, String(digit)))).toBe(true);
    expect(await bytesKept()).toBe(30);
    for (const digit of digits) expect(await readFile(join(dir, String(digit)), 'utf8')).toBe(`${digit}`.repeat(10));
  });

  test('does not keep what is larger than itself, and leaves the others', async () => {
    const small = await keepTen(1);
    const large = await keep('a'.repeat(31));
    expect(await given(large)).toBeUndefined();
    expect(await given(small)).toBe('1111111111');
  });

  test('keeps an empty file', async () => {
    expect(await given(await keep(''))).toBe('');
  });

  test('drops a file that was damaged or removed behind its back', async () => {
    const damaged = await keepTen(1);
    await writeFile(join(kept, damaged.sha256), '1111111112');
    expect(await given(damaged)).toBeUndefined();
    const removed = await keepTen(2);
    await rm(join(kept, removed.sha256));
    expect(await given(removed)).toBeUndefined();
    expect(await readdir(kept)).toEqual([]);
  });

  test('leaves nothing of a file that could not be written', async () => {
    const failing = cache.aside(async (path) => {
      await writeFile(path, 'half');
      throw new Error('cut off');
    });
    await expect(failing).rejects.toThrow('cut off');
    expect(await readdir(kept)).toEqual([]);
  });

  test('says that the disk is full, and not that the content is wrong', async () => {
    const full = cache.aside(() => Promise.reject(Object.assign(new Error(), { code: 'ENOSPC' })));
    await expect(full).rejects.toMatchObject({ code: 'DISK_FULL', retryable: true });
  });
});
