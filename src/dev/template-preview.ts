import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { drawMoments } from '#root/dev/draw-moments.js';
import { buildScript } from '#root/greeting/script.js';
import { type Format, formats } from '#root/greeting/spec.js';
import type { Ffmpeg } from '#root/media/ffmpeg.js';

export interface PreviewOptions {
  template: string;
  formats: readonly Format[];
  /** Path of the PNG. */
  output: string;
  signal: AbortSignal;
}

const LANGUAGE = 'ru';
// Space between the moments, in pixels.
const GAP = 8;

const sample = buildScript({
  to: 'Александра',
  text: 'Пусть каждый день дарит радость и тепло близких людей! Здоровья, счастья и исполнения желаний! 🎉💐🌟',
  language: LANGUAGE,
});

/**
 * Draws a moment of each scene of a sample greeting as one PNG at half size, the formats one under the other.
 */
export async function drawPreview(options: PreviewOptions, deps: { ffmpeg: Ffmpeg; workDir: string }): Promise<void> {
  const dir = await mkdtemp(join(deps.workDir, 'zdravitsa-preview-'));
  try {
    const rows: Row[] = [];
    for (const format of options.formats) rows.push(await drawRow(format, options, { ...deps, dir }));
    await saveSheet(rows, options.output);
  } finally {
    await rm(dir, { recursive: true, force: true });
  }
}

interface Row {
  /** Of one moment, in pixels. */
  width: number;
  height: number;
  /** Their pixels. */
  moments: Buffer[];
}

async function drawRow(
  format: Format,
  { template, signal }: PreviewOptions,
  { ffmpeg, dir }: { ffmpeg: Ffmpeg; dir: string },
): Promise<Row> {
  const stills = await drawMoments({ template, format, language: LANGUAGE, scenes: sample }, { ffmpeg, dir, signal });
  const [width, height] = [formats[format].width / 2, formats[format].height / 2];
  const moments: Buffer[] = [];
  for (const still of stills) moments.push(await still.resize(width, height).raw().toBuffer());
  return { width, height, moments };
}

async function saveSheet(rows: Row[], output: string): Promise<void> {
  const width = Math.max(...rows.map((row) => (row.width + GAP) * row.moments.length));
  const height = rows.reduce((sum, row) => sum + row.height + GAP, 0);
  let top = GAP / 2;
  const placed = rows.flatMap((row) => {
    const left = (width - (row.width + GAP) * row.moments.length + GAP) / 2;
    const raw = { width: row.width, height: row.height, channels: 3 as const };
    const moments = row.moments.map((input, index) => ({ input, raw, top, left: left + index * (row.width + GAP) }));
    top += row.height + GAP;
    return moments;
  });
  const sheet = sharp({ create: { width, height, channels: 3, background: 'white' } });
  await sheet.composite(placed).png().toFile(output);
}
