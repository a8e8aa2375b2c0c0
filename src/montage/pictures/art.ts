import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import sharp from 'sharp';
import { SetupError } from '#root/errors.js';
import type { Frame } from '#root/montage/pictures/motion.js';
import { toYuva420p } from '#root/montage/pictures/yuva.js';
import type { Template } from '#root/montage/templates/define-template.js';
import { artifactKey } from '#root/storage/key.js';
import type { Store, StoreCall } from '#root/storage/store.js';

/** A file of a template's folder. */
export interface TemplateFile {
  path: string;
  bytes: Buffer;
  /** Of the content: part of every key that the file has a share in. */
  hash: string;
}

// To be raised with every change in how art is turned into layers.
const VERSION = 2;

// A worker draws seldom, and each time something else: what libvips would keep for next time is only memory.
sharp.cache(false);
sharp.concurrency(1);

/** Returns art as a template's file would be: from a folder, or made up on the way. */
export function toTemplateFile(path: string, bytes: Buffer): TemplateFile {
  return { path, bytes, hash: createHash('sha256').update(bytes).digest('hex') };
}

/** Reads a file of the template's folder. Throws SetupError (TEMPLATE_UNREADABLE) that names its path. */
export async function readTemplateFile(template: Template, name: string): Promise<TemplateFile> {
  const { pathname: path } = new URL(name, template.dir);
  try {
    const bytes = await readFile(new URL(name, template.dir));
    return toTemplateFile(path, bytes);
  } catch (error) {
    throw new SetupError('TEMPLATE_UNREADABLE', `Template ${template.name} cannot be read: ${path}`, { cause: error });
  }
}

/**
 * Returns the path of an SVG or a photo drawn at that size, as one raw frame in `yuva420p`: ffmpeg has nothing to decode and
 * nothing to scale. It is drawn once and kept in storage. In the SVG `{{width}}`, `{{height}}`, `{{middleX}}` and
 * `{{middleY}}` stand for the size and its middle in pixels, so that one drawing serves every format.
 */
export async function drawLayer(
  art: TemplateFile,
  size: Frame,
  { store, workDir, signal }: { store: Store; workDir: string } & StoreCall,
): Promise<string> {
  const key = artifactKey('layer', { version: VERSION, art: art.hash, ...size, sharp: sharp.versions.sharp }, 'yuv');
  const kept = await store.fetch(key, workDir, { signal });
  if (kept !== undefined) return kept;
  const raw = join(workDir, basename(key));
  await writeFile(raw, await draw(art, size));
  await store.put(key, raw, { signal });
  return raw;
}

/** An SVG with its size filled in; a photo as it is. */
function fitted({ path, bytes }: TemplateFile, { width, height }: Frame): Buffer {
  if (!path.endsWith('.svg')) return bytes;
  const values = { width, height, middleX: width / 2, middleY: height / 2 };
  const fill = (text: string, [name, value]: [string, number]) => text.replaceAll(`{{${name}}}`, String(value));
  return Buffer.from(Object.entries(values).reduce(fill, bytes.toString('utf8')));
}

async function draw(art: TemplateFile, size: Frame): Promise<Uint8Array> {
  try {
    // What stands out is kept in the picture: a face, rather than the middle.
    const covering = { ...size, fit: 'cover' as const, position: sharp.strategy.attention };
    const picture = sharp(fitted(art, size)).resize(covering).ensureAlpha().raw();
    return toYuva420p({ pixels: await picture.toBuffer(), ...size });
  } catch (error) {
    throw new SetupError('TEMPLATE_INVALID', `Art cannot be drawn: ${art.path}`, { cause: error });
  }
}
