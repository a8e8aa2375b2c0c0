import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { Font } from 'fontkit';
import * as fontkit from 'fontkit';
import sharp, { type OverlayOptions } from 'sharp';
import { drawMoments } from '#root/dev/draw-moments.js';
import { EMOJI } from '#root/greeting/emoji.js';
import { buildScript } from '#root/greeting/script.js';
import type { Ffmpeg } from '#root/media/ffmpeg.js';
import type { Template } from '#root/montage/templates/define-template.js';
import { findTemplate, templates } from '#root/montage/templates/index.js';
import { keyFor } from '#root/telegram/text-keys.js';
import { type ChatLanguage, textsIn } from '#root/telegram/texts.js';

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
const COLUMNS = 3;
// In pixels.
const CELL = { width: 320, height: 569, label: 60, gap: 16 };
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
      const { left, top } = placeOf(index);
      const still = await drawTitle(template.name, language, { ffmpeg: deps.ffmpeg, dir, signal });
      cells.push({ input: still, left, top });
      cells.push({ input: label(titleOf(template, language)), left, top: top + CELL.height });
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
  return sharp(still).resize(CELL.width, CELL.height).png().toBuffer();
}

function titleOf({ name }: Template, language: ChatLanguage): string {
  const key = keyFor('design', name);
  return key === undefined ? name : textsIn(language)(key).replace(EMOJI, '').trim();
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

function sizeOf(count: number): { width: number; height: number } {
  const rows = Math.ceil(count / COLUMNS);
  return {
    width: COLUMNS * (CELL.width + CELL.gap) + CELL.gap,
    height: rows * (CELL.height + CELL.label) + CELL.gap,
  };
}

/** Returns the place of a cell. The last row is in the middle if it is not full. */
function placeOf(index: number): { left: number; top: number } {
  const row = Math.floor(index / COLUMNS);
  const inRow = Math.min(COLUMNS, templates.length - row * COLUMNS);
  const indent = ((COLUMNS - inRow) * (CELL.width + CELL.gap)) / 2;
  return {
    left: Math.round(CELL.gap + indent + (index % COLUMNS) * (CELL.width + CELL.gap)),
    top: CELL.gap + row * (CELL.height + CELL.label),
  };
}
