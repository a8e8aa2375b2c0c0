import { createHash } from 'node:crypto';
import { mkdtemp, open, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { decodePhoto } from '#root/intake/decode-photo.js';
import { assertSize, notDecodable } from '#root/intake/limits.js';
import { artifactKey } from '#root/storage/key.js';
import type { Store } from '#root/storage/store.js';

export interface PhotoIntakeDeps {
  store: Store;
  /** Directory for temporary files. */
  workDir: string;
}

/**
 * First bytes of JPEG, PNG, GIF, WebP, TIFF, AVIF and HEIF files. No other format is decoded: an SVG may refer to other files
 * and hosts. https://en.wikipedia.org/wiki/List_of_file_signatures
 */
const SIGNATURES = [
  /^\xff\xd8\xff/,
  /^\x89PNG\r\n/,
  /^GIF8[79]a/,
  /^RIFF.{4}WEBP/s,
  /^(II[*+]\0|MM\0[*+])/,
  /^.{4}ftyp(avi[fs]|hei[cxms]|hev[cxms]|mif1|msf1)/s,
];
const SIGNATURE_BYTES = 16;
const VERSION = 3;

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
  const content = createHash('sha256')
    .update(await readFile(path))
    .digest('hex');
  const key = artifactKey('photo', { version: VERSION, content }, 'jpg');
  const dir = await mkdtemp(join(workDir, 'zdravitsa-photo-'));
  try {
    if ((await store.fetch(key, dir, { signal })) !== undefined) return key;
    await assertSignature(path);
    const jpeg = join(dir, 'photo.jpg');
    await decodePhoto(path, jpeg, { signal });
    await store.put(key, jpeg, { signal });
  } finally {
    await rm(dir, { recursive: true, force: true });
  }
  return key;
}

async function assertSignature(path: string): Promise<void> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(SIGNATURE_BYTES), 0, SIGNATURE_BYTES, 0);
    const start = buffer.toString('latin1', 0, bytesRead);
    if (!SIGNATURES.some((signature) => signature.test(start))) throw notDecodable('photo', undefined);
  } finally {
    await file.close();
  }
}
