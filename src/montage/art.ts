import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import sharp from 'sharp';
import { SetupError } from '#root/errors.js';
import type { Frame } from '#root/montage/scene-args.js';
import type { Template } from '#root/montage/templates/define-template.js';
import { toYuva420p } from '#root/montage/yuva.js';
import { artifactKey } from '#root/storage/key.js';
import type { Store } from '#root/storage/store.js';

/** A file of a template's folder. */
export interface TemplateFile {
  path: string;
  bytes: Buffer;
  /** Of the content: part of every key that the file has a share in. */
  hash: string;
}

// To be raised with every change in how art is turned into layers.
const VERSION = 1;

// A worker draws seldom, and each time something else: what libvips would keep for next time is only memory.
sharp.cache(false);
sharp.concurrency(1);

/** Reads a file of the template's folder. Throws SetupError (TEMPLATE_UNREADABLE) that names its path. */
export async function readTemplateFile(template: Template, name: string): Promise<TemplateFile> {
  const { pathname: path } = new URL(name, template.dir);
  try {
    const bytes = await readFile(new URL(name, template.dir));
    return { path, bytes, hash: createHash('sha256').update(bytes).digest('hex') };
  } catch (error) {
    throw new SetupError('TEMPLATE_UNREADABLE', `Template ${template.name} cannot be read: ${path}`, { cause: error });
  }
}

/**
 * Returns the path of an SVG drawn at that size, as one raw frame in `yuva420p`: ffmpeg has nothing to decode and
 * nothing to scale. It is drawn once and kept in storage. In the SVG `{{width}}`, `{{height}}`, `{{middleX}}` and
 * `{{middleY}}` stand for the size and its middle in pixels, so that one drawing serves every format.
 */
export async function drawLayer(
  svg: TemplateFile,
  size: Frame,
  { store, workDir }: { store: Store; workDir: string },
): Promise<string> {
  const key = artifactKey('layer', { version: VERSION, svg: svg.hash, ...size, sharp: sharp.versions.sharp }, 'yuv');
  const kept = await store.fetch(key);
  if (kept !== undefined) return kept;
  const raw = join(workDir, basename(key));
  await writeFile(raw, await draw(fitted(svg.bytes.toString('utf8'), size), svg.path));
  await store.put(key, raw);
  return (await store.fetch(key)) ?? raw;
}

function fitted(svg: string, { width, height }: Frame): string {
  const values = { width, height, middleX: width / 2, middleY: height / 2 };
  return Object.entries(values).reduce((text, [name, value]) => text.replaceAll(`{{${name}}}`, String(value)), svg);
}

async function draw(svg: string, path: string): Promise<Uint8Array> {
  try {
    const { data, info } = await sharp(Buffer.from(svg)).ensureAlpha().raw().toBuffer({ resolveWithObject: true });
    return toYuva420p({ pixels: data, width: info.width, height: info.height });
  } catch (error) {
    throw new SetupError('TEMPLATE_INVALID', `Art cannot be drawn: ${path}`, { cause: error });
  }
}
