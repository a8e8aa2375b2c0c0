import { tmpdir } from 'node:os';
import { expect, test } from 'vitest';
import { locateFfmpeg } from '#root/media/locate.js';

test.each(['/nowhere/ffmpeg', tmpdir(), import.meta.filename])('%s is refused as ffmpeg', async (path) => {
  await expect(locateFfmpeg(path, '')).rejects.toMatchObject({ code: 'FFMPEG_MISSING' });
});

test('a configured ffmpeg takes precedence', async () => {
  expect(await locateFfmpeg(process.execPath, '')).toBe(process.execPath);
});
