import { execa } from 'execa';
import { beforeAll, expect, test } from 'vitest';
import { locateFfmpeg } from '#root/media/locate.js';
import { fitClip } from '#root/montage/pictures/fit-clip.js';

let ffmpeg: string;

beforeAll(async () => {
  ffmpeg = await locateFfmpeg(undefined, process.env.PATH ?? '');
});

/** Fits a white clip to the frame. Returns the first and the last white pixel of its middle column or row. */
async function white(clip: string, { frame: [width, height], freeHeight, axis }: Fitted): Promise<number[]> {
  const input = ['-v', 'error', '-f', 'lavfi', '-i', `color=white:s=${clip}:r=30,format=yuv420p`];
  const output = ['-frames:v', '1', '-pix_fmt', 'gray', '-f', 'rawvideo', '-'];
  const args = [...input, '-filter_complex', fitClip({ width, height }, freeHeight), ...output];
  const { stdout } = await execa(ffmpeg, args, { encoding: 'buffer' });
  const at = (place: number) => (axis === 'x' ? (height >> 1) * width + place : place * width + (width >> 1));
  const line = Array.from({ length: axis === 'x' ? width : height }, (_, place) => stdout[at(place)] as number);
  // The rest of the frame is half as bright.
  for (const luma of line) expect(luma > 250 || Math.abs(luma - 128) < 4).toBe(true);
  return [line.findIndex((luma) => luma > 250), line.findLastIndex((luma) => luma > 250)];
}

interface Fitted {
  frame: [width: number, height: number];
  freeHeight: number;
  axis: 'x' | 'y';
}

test.each<[string, string, Fitted, number[]]>([
  ['whole in the middle of a portrait frame', '64x36', { frame: [72, 128], freeHeight: 1, axis: 'y' }, [44, 83]],
  ['whole above captions', '64x36', { frame: [72, 128], freeHeight: 0.5, axis: 'y' }, [24, 63]],
  ['whole in a landscape frame if it is upright', '36x64', { frame: [128, 72], freeHeight: 0.5, axis: 'x' }, [44, 83]],
  ['cropped if at least 85 % of it stay', '64x60', { frame: [72, 72], freeHeight: 0.5, axis: 'x' }, [0, 71]],
])('a clip is %s', async (_, clip, fitted, expected) => {
  expect(await white(clip, fitted)).toEqual(expected);
});
