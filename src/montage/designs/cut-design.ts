import sharp from 'sharp';
import { designsIn } from '#root/montage/designs/designs.js';
import { CELL, placeOf } from '#root/montage/designs/sheet-layout.js';
import { templateNames } from '#root/montage/templates/index.js';
import type { ChatLanguage } from '#root/telegram/texts.js';

const QUALITY = 85;

/** Returns the title of a template as a JPEG, cut out of the picture of all designs. Undefined if there is no such template. */
export async function cutDesign(template: string, language: ChatLanguage): Promise<Buffer | undefined> {
  const index = templateNames.indexOf(template);
  if (index < 0) return undefined;
  const { width, height } = CELL;
  const area = { ...placeOf(index, templateNames.length), width, height };
  return sharp(designsIn(language).path).extract(area).jpeg({ quality: QUALITY }).toBuffer();
}
