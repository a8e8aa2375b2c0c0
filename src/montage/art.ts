import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { SetupError } from '#root/errors.js';
import type { Frame } from '#root/montage/scene-args.js';
import type { Template } from '#root/montage/templates/define-template.js';
import { artifactKey } from '#root/storage/key.js';
import type { Store } from '#root/storage/store.js';

/** A file of a template's folder. */
export interface TemplateFile {
  path: string;
  bytes: Buffer;
  /** Of the content: part of every key that the file has a share in. */
  hash: string;
}

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
 * Returns the path of an SVG drawn at that size as PNG, drawn once and kept in storage. `{{width}}` and `{{height}}` in
 * the SVG stand for the size, so that one drawing serves every format.
 */
export async function rasterise(
  svg: TemplateFile,
  size: Frame,
  { store, workDir }: { store: Store; workDir: string },
): Promise<string> {
  const key = artifactKey('art', { svg: svg.hash, ...size, sharp: sharp.versions.sharp }, 'png');
  const kept = await store.fetch(key);
  if (kept !== undefined) return kept;
  const source = svg.bytes
    .toString('utf8')
    .replaceAll('{{width}}', String(size.width))
    .replaceAll('{{height}}', String(size.height));
  const png = join(workDir, 'art.png');
  await writeFile(png, await draw(source, svg.path));
  await store.put(key, png);
  return (await store.fetch(key)) ?? png;
}

async function draw(source: string, path: string): Promise<Buffer> {
  try {
    return await sharp(Buffer.from(source)).png({ compressionLevel: 3 }).toBuffer();
  } catch (error) {
    throw new SetupError('TEMPLATE_INVALID', `Art cannot be drawn: ${path}`, { cause: error });
  }
}
