import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { fitPicture } from '#root/montage/pictures/fit-picture.js';
import { type PhotoPicture, type Picture, svgPicture } from '#root/montage/pictures/picture.js';
import { createLocalStore } from '#root/storage/local.js';
import type { Store } from '#root/storage/store.js';

const size = { width: 64, height: 32 };
let workDir: string;
let store: Store;

beforeAll(async () => {
  workDir = await mkdtemp(join(tmpdir(), 'zdravitsa-test-'));
  store = createLocalStore({ dir: join(workDir, 'store') });
});
afterAll(() => rm(workDir, { recursive: true, force: true }));

const fitted = (picture: Picture) => fitPicture(picture, size, { store, workDir });

/** Draws the picture and returns the luma of the pixels in its upper row, and the number of bytes in all. */
async function drawn(picture: Picture): Promise<{ row: number[]; bytes: number }> {
  const { input, filters } = await fitted(picture);
  expect(filters).toEqual([]);
  const raw = await readFile(input.at(-1) as string);
  return { row: [...raw.subarray(0, size.width)], bytes: raw.length };
}

async function whitePhoto(width: number, height: number): Promise<PhotoPicture> {
  const create = { width, height, channels: 3 as const, background: 'white' };
  return { kind: 'photo', name: 'photo/a.png', hash: `${width}`, bytes: await sharp({ create }).png().toBuffer() };
}

describe('a picture fitted to its layer', () => {
  test('is one raw frame of that size if it is a drawing, with the size filled in', async () => {
    const half = '<rect width="{{middleX}}" height="{{height}}" fill="#FFFFFF"/>';
    const markup = `<svg xmlns="http://www.w3.org/2000/svg" width="{{width}}" height="{{height}}">${half}</svg>`;
    const { row, bytes } = await drawn(svgPicture('half.svg', markup));
    expect(bytes).toBe(2.5 * size.width * size.height);
    expect(row).toEqual([...Array(32).fill(235), ...Array(32).fill(16)]);
  });

  test.each([
    [10, 300],
    [300, 10],
  ])('covers all of that size if it is a photo of %i×%i pixels', async (width, height) => {
    const { row, bytes } = await drawn(await whitePhoto(width, height));
    expect(bytes).toBe(2.5 * size.width * size.height);
    expect(new Set(row)).toEqual(new Set([235]));
  });

  test('is read, scaled and cropped by ffmpeg if it is a clip', async () => {
    const { input, filters } = await fitted({ kind: 'clip', name: 'clip/a.mp4', hash: 'a', path: '/clips/a.mp4' });
    expect(input).toEqual(['-i', '/clips/a.mp4']);
    expect(filters.join()).toBe('fps=30,scale=64:32:force_original_aspect_ratio=increase,crop=64:32,setsar=1');
  });

  test('is named by the error if it cannot be drawn', async () => {
    await expect(fitted(svgPicture('broken.svg', '<svg'))).rejects.toMatchObject({
      code: 'TEMPLATE_INVALID',
      message: expect.stringContaining('broken.svg'),
    });
  });
});
