import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, inject, onTestFinished, test } from 'vitest';
import { lastJson, npmRun } from '../helpers/processes.js';

test('the demo makes a video from nothing', async () => {
  const dir = await mkdtemp(join(tmpdir(), 'zdravitsa-test-'));
  onTestFinished(() => rm(dir, { recursive: true, force: true }));
  const out = join(dir, 'out');
  const demo = await npmRun('demo', ['--to', 'Анна', '--text', 'Ура!', '--format', 'square', '--out', out, '--json'], {
    STORAGE_DIR: join(dir, 'demo'),
    FFMPEG_PATH: inject('quickFfmpeg'),
  });
  expect(demo.exitCode, demo.stderr).toBe(0);
  const result = lastJson(demo.stdout);
  expect(result).toMatchObject({ status: 'COMPLETED', video: expect.stringContaining(out) });
  expect((await readFile(String(result.video))).subarray(4, 8).toString()).toBe('ftyp');
});
