import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { InputError } from '#root/errors.js';
import { assertSize, mediaLimits, notDecodable } from '#root/intake/limits.js';
import { artifactKey } from '#root/storage/key.js';
import type { Store } from '#root/storage/store.js';

export interface PhotoIntakeDeps {
  store: Store;
  /** Directory for temporary files. */
  workDir: string;
}

/**
 * First bytes of JPEG, PNG, GIF, WebP, AVIF and HEIF files. No other format is decoded: an SVG may refer to other files
 * and hosts. https://en.wikipedia.org/wiki/List_of_file_signatures
 */
const SIGNATURES = [/^\xff\xd8\xff/, /^\x89PNG\r\n/, /^GIF8[79]a/, /^RIFF.{4}WEBP/s, /^.{4}ftyp(avif|avis|heic|mif1)/s];
// Twice the longer side of the frame: a slow zoom shows no more.
const LONGEST_SIDE = 2_560;
const DECODE_SECONDS = 20;
const VERSION = 1;

/**
 * Takes in a user's photo: decodes it, rotates it by its EXIF, and stores it as a new JPEG without metadata. Returns its
 * key. Throws InputError (`photo`, MEDIA_…) if it is not a photo within the limits, AbortedError when the signal
 * fires.
 */
export async function takePhoto(
  path: string,
  { store, workDir }: PhotoIntakeDeps,
  { signal }: { signal: AbortSignal },
): Promise<string> {
  await assertSize('photo', path);
  const bytes = await readFile(path);
  const key = artifactKey(
    'photo',
    { version: VERSION, content: createHash('sha256').update(bytes).digest('hex') },
    'jpg',
  );
  const dir = await mkdtemp(join(workDir, 'zdravitsa-photo-'));
  try {
    if ((await store.fetch(key, dir, { signal })) !== undefined) return key;
    const jpeg = join(dir, 'photo.jpg');
    await writeFile(jpeg, await normalise(bytes));
    await store.put(key, jpeg, { signal });
  } finally {
    await rm(dir, { recursive: true, force: true });
  }
  return key;
}

async function normalise(bytes: Buffer): Promise<Buffer> {
  const start = bytes.toString('latin1', 0, 16);
  if (!SIGNATURES.some((signature) => signature.test(start))) throw notDecodable('photo', undefined);
  await assertPixels(bytes);
  try {
    return await sharp(bytes, { limitInputPixels: mediaLimits.pixels, failOn: 'truncated' })
      .timeout({ seconds: DECODE_SECONDS })
      .rotate()
      .resize(LONGEST_SIDE, LONGEST_SIDE, { fit: 'inside', withoutEnlargement: true })
      .flatten({ background: '#ffffff' })
      .jpeg({ quality: 90 })
      .toBuffer();
  } catch (error) {
    throw notDecodable('photo', error);
  }
}

/** Reads the file's header only. Nothing is decoded yet. */
async function assertPixels(bytes: Buffer): Promise<void> {
  const { width, height } = await sharp(bytes, { limitInputPixels: false })
    .metadata()
    .catch((error: unknown) => {
      throw notDecodable('photo', error);
    });
  if (width * height > mediaLimits.pixels) {
    throw new InputError(
      'photo',
      'MEDIA_TOO_MANY_PIXELS',
      `the photo has more than ${mediaLimits.pixels / 1e6} megapixels`,
    );
  }
}
