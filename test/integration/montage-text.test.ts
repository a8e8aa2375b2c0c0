import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Ffmpeg } from '#root/media/ffmpeg.js';
import { createMontage } from '#root/montage/render.js';
import { createMontageRig, type MontageRig, orderOf } from '../helpers/montage-rig.js';

let rig: MontageRig;
const signal = new AbortController().signal;

beforeAll(async () => {
  rig = await createMontageRig();
});

afterAll(() => rig.close());

/** Returns a frame of the line with this text. */
const lineFrame = (text: string, seconds: number) => rig.sceneFrame(orderOf('Анна', 'square', text), 1, seconds);

/** Returns the outer columns of pixels that differ as much as text from its background, and the number of pixels. */
function changed(a: Buffer, b: Buffer, width: number): { left: number; right: number; pixels: number } {
  const columns = Array.from(a.keys())
    .filter((index) => Math.abs((a[index] ?? 0) - (b[index] ?? 0)) > 60)
    .map((index) => index % width);
  return { left: Math.min(...columns), right: Math.max(...columns), pixels: columns.length };
}

describe('a montage', () => {
  test('draws text that looks like a tag as it is written', async () => {
    const bright = (picture: Buffer) => picture.filter((value) => value > 235).length;
    const brightOf = async (text: string) => bright(await lineFrame(text, 0.7));
    // The second word, which is not spoken yet, is the brightest. An obeyed tag would make it invisible.
    expect(await brightOf('мы {\\alpha&HFF&}слово')).toBeGreaterThan((await brightOf('мы слово')) * 1.2);
  });

  test.each([
    ['Arabic', 'عيد ميلاد سعيد يا آنا! 25 سنة.'],
    ['letters that would join', 'س'.repeat(90)],
    ['Chinese', '祝你生日快乐，身体健康，万事如意！'],
    ['a word of 40 letters', 'Щ'.repeat(40)],
    ['a text of 90 letters without a space', 'W'.repeat(90)],
  ])('draws %s inside the safe margins', async (_, text) => {
    // Nothing of this line can be drawn. It takes as long to read.
    const empty = await lineFrame('\uE000'.repeat(text.length), 0.5);
    const { left, right, pixels } = changed(await lineFrame(text, 0.5), empty, 720);
    expect(pixels).toBeGreaterThan(1_000);
    expect(left).toBeGreaterThanOrEqual(0.08 * 720 - 1);
    expect(right).toBeLessThanOrEqual(0.92 * 720 + 1);
  });

  test('gives libass only the fonts that a greeting needs', async () => {
    const linked: string[][] = [];
    const watching: Ffmpeg = async (args, run) => {
      if (args.includes('libx264')) linked.push((await readdir(join(run.cwd ?? '', 'fonts'))).sort());
    };
    const { store, dir } = rig;
    const failing = createMontage({ store, ffmpeg: watching, workDir: dir, parallel: 1 });
    await expect(failing(orderOf('Дарья', 'square', '生日快乐'), { signal })).rejects.toThrow();
    expect(linked[0]).toEqual(['MarckScript_400Regular.ttf', 'Montserrat_700Bold.ttf', 'NotoSansSC_700Bold.ttf']);
  });
});
