import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { getPriority, tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createFfmpeg } from '#root/media/ffmpeg.js';
import { locateFfmpeg } from '#root/media/locate.js';
import { quietLogger as logger } from '../helpers/logger.js';

test.each([
  ['a directory with space', 'FFMPEG_FAILED', tmpdir()],
  // A file system without a single free block.
  ['a full disk', 'DISK_FULL', '/proc'],
])('a failure of ffmpeg in %s is %s', async (_, code, cwd) => {
  const ffmpeg = createFfmpeg({ path: await locateFfmpeg(undefined, process.env.PATH ?? ''), logger });
  const run = ffmpeg(['-i', 'nothing.wav', 'out.wav'], {
    cwd,
    signal: new AbortController().signal,
    timeoutMs: 10_000,
  });
  await expect(run).rejects.toMatchObject({ code });
});

test('an output that is not written to its end is a failure', async () => {
  const ffmpeg = createFfmpeg({ path: await locateFfmpeg(undefined, process.env.PATH ?? ''), logger });
  const args = ['-f', 'lavfi', '-i', 'sine=duration=0.1', '-f', 'wav', '-y', '/dev/full'];
  const run = ffmpeg(args, { signal: new AbortController().signal, timeoutMs: 10_000 });
  await expect(run).rejects.toMatchObject({ code: 'FFMPEG_FAILED' });
});

test('it gives way to processes that answer people', async () => {
  const dir = await mkdtemp(join(tmpdir(), 'zdravitsa-test-'));
  const path = join(dir, 'ffmpeg');
  // It ends when its niceness is raised.
  const script = `setInterval(() => require('node:os').getPriority() > ${getPriority()} && process.exit(), 10)`;
  await writeFile(path, `#!${process.execPath}\n${script}`, { mode: 0o755 });
  await createFfmpeg({ path, logger })([], { cwd: dir, signal: new AbortController().signal, timeoutMs: 10_000 });
  await rm(dir, { recursive: true });
});
