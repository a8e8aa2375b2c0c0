import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { Font } from 'fontkit';
import * as fontkit from 'fontkit';
import sharp, { type OverlayOptions, type Sharp } from 'sharp';
import { drawMoments } from '#root/dev/draw-moments.js';
import { buildScript } from '#root/greeting/script.js';
import type { Ffmpeg } from '#root/media/ffmpeg.js';
import { designTitle } from '#root/montage/designs/designs.js';
import { CELL, placeOf, sizeOf } from '#root/montage/designs/sheet-layout.js';
import type { Template } from '#root/montage/templates/define-template.js';
import { findTemplate, templates } from '#root/montage/templates/index.js';
import type { ChatLanguage } from '#root/telegram/texts.js';

export interface DesignsOptions {
  language: ChatLanguage;
  /** Path of the JPEG. */
  output: string;
  signal: AbortSignal;
}

interface Deps {
  ffmpeg: Ffmpeg;
  workDir: string;
}

const names: Record<ChatLanguage, string> = { ru: 'Александра', en: 'Alexandra' };
const LABEL_EM = 27;
const QUALITY = 80;

/**
 * Draws the title of each template as one JPEG, with the name of its occasion below. The description in its metadata
 * says which version of each template it shows.
 */
export async function drawDesigns({ language, output, signal }: DesignsOptions, deps: Deps): Promise<void> {
  const dir = await mkdtemp(join(deps.workDir, 'zdravitsa-designs-'));
  try {
    const cells: OverlayOptions[] = [];
    for (const [index, template] of templates.entries()) {
      const { left, top } = placeOf(index, templates.length);
      const still = await drawTitle(template.name, language, { ffmpeg: deps.ffmpeg, dir, signal });
      cells.push({ input: still, left, top });
      cells.push({ input: label(designTitle(template.name, language)), left, top: top + CELL.height });
    }
    const sheet = sharp({ create: { ...sizeOf(templates.length), channels: 3, background: 'white' } }).composite(cells);
    const described = sheet.withExif({ IFD0: { ImageDescription: describeDesigns(templates) } });
    await writeFile(output, await described.jpeg({ quality: QUALITY, mozjpeg: true }).toBuffer());
  } finally {
    await rm(dir, { recursive: true, force: true });
  }
}

/** Returns the versions of the templates, as the metadata of the picture names them. */
export function describeDesigns(drawn: readonly Pick<Template, 'name' | 'version'>[]): string {
  return drawn.map(({ name, version }) => `${name}@${version}`).join(' ');
}

async function drawTitle(
  template: string,
  language: ChatLanguage,
  deps: { ffmpeg: Ffmpeg; dir: string; signal: AbortSignal },
): Promise<Buffer> {
  const scenes = buildScript({ to: names[language], text: '', language }).filter(({ kind }) => kind === 'title');
  const [still] = await drawMoments({ template, format: 'portrait', language, scenes }, deps);
  return (still as Sharp).resize(CELL.width, CELL.height).png().toBuffer();
}

/** Draws the text as outlines, so that every machine draws the same. */
function label(text: string): Buffer {
  const { file } = findTemplate('birthday').fonts.text;
  const font = fontkit.openSync(createRequire(import.meta.url).resolve(file)) as Font;
  const { glyphs, positions, advanceWidth } = font.layout(text);
  const scale = LABEL_EM / font.unitsPerEm;
  let x = 0;
  const outlines = glyphs.map((glyph, index) => {
    const outline = `<path transform="translate(${x} 0)" d="${glyph.path.toSVG()}"/>`;
    x += positions[index]?.xAdvance ?? 0;
    return outline;
  });
  const left = (CELL.width - advanceWidth * scale) / 2;
  const place = `translate(${left} ${CELL.label / 2 + LABEL_EM / 3}) scale(${scale} ${-scale})`;
  return Buffer.from(
    `<svg xmlns="http://www.w3.org/2000/svg" width="${CELL.width}" height="${CELL.label}"><g fill="#22262E" transform="${place}">${outlines.join('')}</g></svg>`,
  );
}
