import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { assertWritable, createLocalStore } from '#root/storage/local.js';

let dir: string;
let file: string;

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'zdravitsa-test-'));
  file = join(dir, 'file');
  await writeFile(file, 'content');
});

afterEach(() => rm(dir, { recursive: true, force: true }));

test('the local store leaves no temporary files', async () => {
  const store = createLocalStore({ dir: join(dir, 'store') });
  await Promise.all(Array.from({ length: 5 }, () => store.put('a/b.txt', file)));
  expect(await readdir(join(dir, 'store', '.aside'))).toEqual([]);
});

describe('a writable folder', () => {
  test('is created with its parents, also by concurrent calls', async () => {
    const deep = join(dir, 'a', 'b', 'c');
    await Promise.all(Array.from({ length: 5 }, () => assertWritable(deep, 'DIR')));
    expect(await readdir(deep)).toEqual([]);
  });

  // Linux answers ENOENT for a new name in /proc, which Node's recursive mkdir mistakes for a missing parent.
  test.each(['file', 'file/below', '/proc/nope'])('%s is refused by name', async (path) => {
    await expect(assertWritable(resolve(dir, path), 'DIR')).rejects.toThrow(/DIR .*(file|nope)/);
  });
});
