import { stat } from 'node:fs/promises';
import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { describeDesigns } from '#root/dev/design-sheet.js';
import { designsIn } from '#root/montage/designs/designs.js';
import { templates } from '#root/montage/templates/index.js';
import { chatLanguages } from '#root/telegram/texts.js';

// https://core.telegram.org/bots/api#sendphoto
const LARGEST_SUM = 10_000;

describe.each(chatLanguages)('the picture of all designs in %s', (language) => {
  const { path, readKey } = designsIn(language);

  test('shows this version of every template: if not, run `npm run template -- designs`', async () => {
    const { exif } = await sharp(path).metadata();
    expect(exif?.toString('latin1')).toContain(`${describeDesigns(templates)}\0`);
  });

  test('is a small JPEG that Telegram takes as a photo', async () => {
    const { format, width, height } = await sharp(path).metadata();
    expect(format).toBe('jpeg');
    expect(width + height).toBeLessThan(LARGEST_SUM);
    expect((await stat(path)).size).toBeLessThan(300_000);
  });

  test('has a key of its own content', async () => {
    expect(await readKey()).toMatch(new RegExp(`^designs/${language}/[\\da-f]{64}$`));
  });
});
