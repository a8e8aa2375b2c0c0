import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { drawVeil } from '#root/montage/pictures/veil.js';

const frame = { width: 180, height: 320 };
const place = 0.75;

/** Draws the veil under words of that size, and returns its opacity, 0…255, at a place in the frame. */
async function drawn(words: { width: number; height: number }) {
  const { picture, top } = drawVeil({ words, place, frame, colour: '#102030' });
  const markup = picture.markup.replaceAll('{{width}}', '180').replaceAll('{{height}}', '320');
  const pixels = await sharp(Buffer.from(markup)).ensureAlpha().raw().toBuffer();
  return { top, opacity: (x: number, y: number) => pixels[(Math.round(y) * 180 + Math.round(x)) * 4 + 3] as number };
}

describe('a veil', () => {
  test('is dark under the words and nowhere else', async () => {
    const { opacity, top } = await drawn({ width: 80, height: 40 });
    for (const [x, y] of [
      [90, 240],
      [52, 222],
      [128, 258],
    ] as const)
      expect(opacity(x, y)).toBeGreaterThan(150);
    for (const [x, y] of [
      [90, 195],
      [90, 285],
      [20, 240],
      [160, 240],
    ] as const)
      expect(opacity(x, y)).toBe(0);
    expect(opacity(90, top * 320)).toBeLessThan(60);
  });

  test('is as large as the words', async () => {
    const [one, two] = [await drawn({ width: 40, height: 20 }), await drawn({ width: 140, height: 40 })];
    expect(one.top).toBeGreaterThan(two.top);
    expect([one.opacity(30, 240), two.opacity(30, 240) > 150]).toEqual([0, true]);
  });
});
