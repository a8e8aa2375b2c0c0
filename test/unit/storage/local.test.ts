import { mkdtemp, readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { SetupError } from '#root/errors.js';
import { assertWritable, createLocalStore } from '#root/storage/local.js';

let dir: string;
let file: string;

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'zdravitsa-test-'));
  file = join(dir, 'file');
  await writeFile(file, 'content');
});

afterEach(() => rm(dir, { recursive: true, force: true }));

describe('the local store', () => {
  test('gives back what was put, and knows what is not there', async () => {
    const store = createLocalStore({ dir: join(dir, 'store') });
    expect(await store.has('a/b.txt')).toBe(false);
    expect(await store.fetch('a/b.txt')).toBeUndefined();
    await store.put('a/b.txt', file);
    expect(await store.has('a/b.txt')).toBe(true);
    expect(await readFile((await store.fetch('a/b.txt')) ?? '', 'utf8')).toBe('content');
    await store.remove('a/b.txt');
    await store.remove('a/b.txt');
    expect(await store.has('a/b.txt')).toBe(false);
  });

  test('takes a truncated artifact for a missing one and removes it', async () => {
    const store = createLocalStore({ dir: join(dir, 'store') });
    await store.put('a/b.txt', file);
    await truncate((await store.fetch('a/b.txt')) ?? '', 3);
    expect(await store.fetch('a/b.txt')).toBeUndefined();
    expect(await store.has('a/b.txt')).toBe(false);
  });

  test('stays whole when many write the same key at once', async () => {
    const store = createLocalStore({ dir: join(dir, 'store') });
    await Promise.all(
      Array.from({ length: 20 }, async (_, index) => {
        const path = join(dir, `writer-${index}`);
        await writeFile(path, String(index % 2).repeat(100_000));
        await store.put('a/b.txt', path);
      }),
    );
    expect(await readFile((await store.fetch('a/b.txt')) ?? '', 'utf8')).toMatch(/^(0{100000}|1{100000})$/);
    expect(await readdir(join(dir, 'store', '.aside'))).toEqual([]);
  });

  test('says so where it cannot be written to', async () => {
    await expect(createLocalStore({ dir: file }).put('a/b.txt', file)).rejects.toThrow(SetupError);
  });
});

describe('a folder to write to', () => {
  test('is made with all above it, also by many at once', async () => {
    const deep = join(dir, 'a', 'b', 'c');
    await Promise.all(Array.from({ length: 5 }, () => assertWritable(deep, 'DIR')));
    expect(await readdir(deep)).toEqual([]);
  });

  // Linux answers "no such file" for a new name in /proc, which Node's own recursive mkdir takes for a missing parent.
  test.each(['file', 'file/below', '/proc/nope'])('%s is refused, and named', async (path) => {
    await expect(assertWritable(resolve(dir, path), 'DIR')).rejects.toThrow(/DIR .*(file|nope)/);
  });
});
