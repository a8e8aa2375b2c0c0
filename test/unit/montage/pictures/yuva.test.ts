import { expect, test } from 'vitest';
import { toYuva420p } from '#root/montage/pictures/yuva.js';

type Pixel = [red: number, green: number, blue: number, alpha: number];

function convert(...pixels: [Pixel, Pixel, Pixel, Pixel]): number[] {
  return [...toYuva420p({ pixels: Uint8Array.from(pixels.flat()), width: 2, height: 2 })];
}

test.each<[string, Pixel, number[]]>([
  ['black', [0, 0, 0, 255], [16, 128, 128]],
  ['white', [255, 255, 255, 255], [235, 128, 128]],
  ['red', [255, 0, 0, 255], [63, 102, 240]],
  ['green', [0, 255, 0, 255], [173, 42, 26]],
  ['blue', [0, 0, 255, 255], [32, 240, 118]],
])('%s has the values that BT.709 gives it', (_, pixel, [y, u, v]) => {
  expect(convert(pixel, pixel, pixel, pixel)).toEqual([y, y, y, y, u, v, 255, 255, 255, 255]);
});

test('a transparent pixel does not tint its neighbours', () => {
  const red: Pixel = [255, 0, 0, 255];
  const [, , , , u, v, ...alpha] = convert(red, [0, 0, 0, 0], [0, 0, 255, 0], red);
  expect([u, v]).toEqual([102, 240]);
  expect(alpha).toEqual([255, 0, 0, 255]);
});
