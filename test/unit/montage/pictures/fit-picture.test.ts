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

// Luma of white, and of white at half its brightness, in limited range.
const WHITE = 235;
const DARK = 125;

/** Draws the picture and returns the luma of its pixels, its upper row, and the number of bytes in all. */
async function drawn(picture: Picture): Promise<{ luma: Uint8Array; row: number[]; bytes: number }> {
  const { input, filters } = await fitted(picture);
  expect(filters).toEqual([]);
  const raw = await readFile(input.at(-1) as string);
  return { luma: raw.subarray(0, size.width * size.height), row: [...raw.subarray(0, size.width)], bytes: raw.length };
}

/** Returns a white photo. */
async function photo(width: number, height: number): Promise<PhotoPicture> {
  const create = { width, height, channels: 3 as const, background: 'white' };
  const bytes = await sharp({ create }).png().toBuffer();
  return { kind: 'photo', name: 'photo/a.png', hash: `${width}x${height}`, freeHeight: 1, bytes };
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
    ['cropped if at least 85 % of it stay', 64, 37, false],
    ['whole if less would stay', 64, 38, true],
    ['whole if it is upright', 30, 60, true],
    ['whole if it is a panorama', 800, 100, true],
  ])('is a photo %s', async (_, width, height, whole) => {
    const { row, bytes } = await drawn(await photo(width, height));
    expect(bytes).toBe(2.5 * size.width * size.height);
    // The background of a whole photo is half as bright.
    expect([row[0], row.at(-1)]).toEqual(whole ? [DARK, DARK] : [WHITE, WHITE]);
  });

  test('is a photo whose whole stays in the frame until the zoom ends', async () => {
    const { luma } = await drawn(await photo(30, 60));
    const columns = [...luma.subarray(16 * size.width, 17 * size.width)];
    const first = columns.indexOf(WHITE);
    expect([first, columns.lastIndexOf(WHITE)]).toEqual([25, 39]);
    const rows = Array.from({ length: size.height }, (_, y) => luma[y * size.width + 32]);
    expect([rows.indexOf(WHITE), rows.lastIndexOf(WHITE)]).toEqual([1, 30]);
  });

  test.each([
    [1, 15],
    [0.4, 11],
    [0.1, 2],
  ])('is a whole photo above captions that leave %d of the height', async (freeHeight, first) => {
    const { luma } = await drawn({ ...(await photo(640, 20)), freeHeight, hash: `above ${freeHeight}` });
    const rows = Array.from({ length: size.height }, (_, y) => luma[y * size.width + 32]);
    expect(rows.indexOf(WHITE)).toBe(first);
  });

  test('has its colours if it is a grey photo', async () => {
    const bytes = await sharp((await photo(30, 60)).bytes)
      .toColourspace('b-w')
      .jpeg()
      .toBuffer();
    const { luma } = await drawn({ kind: 'photo', name: 'grey.jpg', hash: 'grey', freeHeight: 1, bytes });
    expect([luma[16 * size.width + 32], luma[0]]).toEqual([WHITE, DARK]);
  });

  test('is named by the error if it cannot be drawn', async () => {
    await expect(fitted(svgPicture('broken.svg', '<svg'))).rejects.toMatchObject({
      code: 'TEMPLATE_INVALID',
      message: expect.stringContaining('broken.svg'),
    });
  });
});
