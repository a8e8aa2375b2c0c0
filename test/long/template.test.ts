import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { runScript } from '../helpers/processes.js';

let dir: string;
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'zdravitsa-test-'));
});
afterAll(() => rm(dir, { recursive: true, force: true }));

const preview = (...args: string[]) => runScript('template', ['preview', ...args], {});

test.each([
  ['one format', ['--format', 'square'], { width: 4 * 368, height: 368 }],
  ['all formats', [], { width: 4 * 648, height: 648 + 368 + 368 }],
])('the preview of a template in %s is one PNG of four moments', { timeout: 180_000 }, async (_, args, size) => {
  const out = join(dir, `${args.length}.png`);
  const { stdout, exitCode } = await preview('birthday', '--out', out, ...args);
  expect({ stdout, exitCode }).toEqual({ stdout: out, exitCode: 0 });
  expect(await sharp(out).metadata()).toMatchObject({ format: 'png', ...size });
});

test('the preview of an unknown template names the known ones, with exit code 2', async () => {
  const { stderr, exitCode } = await preview('nothing');
  expect(exitCode).toBe(2);
  expect(stderr).toContain('birthday');
});
