import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { InputError } from '#root/errors.js';
import { takeMedia } from '#root/intake/take-media.js';
import type { Ffmpeg } from '#root/media/ffmpeg.js';
import type { Store } from '#root/storage/store.js';
import { createMediaRig } from '../helpers/media-rig.js';

let dir: string;
let store: Store;
let ffmpeg: Ffmpeg;
const signal = new AbortController().signal;

beforeAll(async () => {
  ({ dir, store, ffmpeg } = await createMediaRig());
});

afterAll(() => rm(dir, { recursive: true, force: true }));

async function taken(path: string) {
  const deps = { store, ffmpeg: async () => ffmpeg, workDir: dir, signal };
  const { photos } = await takeMedia({ photos: [path] }, deps);
  return sharp(await store.fetch(photos[0] as string, dir));
}

/** Draws a bitmap, red above and blue below. */
async function bitmap(name: string, pixelFormat: string): Promise<string> {
  const path = join(dir, name);
  const picture = 'color=red:s=60x20,pad=60:40:0:0:blue';
  const output = ['-frames:v', '1', '-pix_fmt', pixelFormat, '-update', '1', '-y', path];
  await ffmpeg(['-f', 'lavfi', '-i', picture, ...output], { signal, timeoutMs: 20_000 });
  return path;
}

test.each(['bgr24', 'bgra', 'rgb565le', 'bgr8'])(
  'a bitmap of %s is taken as a photo, in its colours',
  async (format) => {
    const photo = await taken(await bitmap(`${format}.bmp`, format));
    expect(await photo.metadata()).toMatchObject({ format: 'jpeg', width: 60, height: 40 });
    const { data } = await photo.raw().toBuffer({ resolveWithObject: true });
    const [top, bottom] = [data.subarray(3 * 30, 3 * 30 + 3), data.subarray(3 * 60 * 38, 3 * 60 * 38 + 3)];
    expect([top, bottom].map((pixel) => [...pixel].map((value) => Math.round(value / 128)))).toEqual([
      [2, 0, 0],
      [0, 0, 2],
    ]);
  },
);

test('a compressed bitmap that would take gigabytes, and one that breaks off in its header, are refused', async () => {
  const whole = await readFile(await bitmap('whole.bmp', 'bgr8'));
  const bomb = Buffer.from(whole);
  bomb.writeInt32LE(60_000, 18);
  bomb.writeInt32LE(-60_000, 22);
  const codes = [bomb, whole.subarray(0, 40)].map(async (content, index) => {
    const path = join(dir, `bad-${index}.bmp`);
    await writeFile(path, content);
    return taken(path).catch((error: InputError) => error.code);
  });
  expect(await Promise.all(codes)).toEqual(['MEDIA_TOO_MANY_PIXELS', 'MEDIA_NOT_DECODABLE']);
});
