import { mkdtemp, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { rememberReads } from '#root/tts/engines/remember-reads.js';

test('a file is read again only if it has changed, was replaced or came back', async () => {
  const dir = await mkdtemp(join(tmpdir(), 'zdravitsa-test-'));
  onTestFinished(() => rm(dir, { recursive: true, force: true }));
  const path = join(dir, 'voice.info');
  let reads = 0;
  const readOnce = rememberReads((file) => {
    reads += 1;
    return readFile(file, 'utf8');
  });
  expect(await readOnce(path)).toBeUndefined();
  await writeFile(path, 'format=1');
  expect([await readOnce(path), await readOnce(path), reads]).toEqual(['format=1', 'format=1', 1]);

  const { atime, mtime } = await stat(path);
  await writeFile(join(dir, 'new'), 'format=2');
  await utimes(join(dir, 'new'), atime, mtime);
  await rename(join(dir, 'new'), path);
  expect([await readOnce(path), reads]).toEqual(['format=2', 2]);

  await rename(path, join(dir, 'away'));
  expect(await readOnce(path)).toBeUndefined();
  await rename(join(dir, 'away'), path);
  expect([await readOnce(path), reads]).toEqual(['format=2', 3]);
});
