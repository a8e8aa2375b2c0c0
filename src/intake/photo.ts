import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { bitmapToPng } from '#root/intake/bitmap.js';
import { decodePhoto } from '#root/intake/decode-photo.js';
import { fileKindOf, isBitmap } from '#root/intake/file-kind.js';
import { assertSize, notDecodable } from '#root/intake/limits.js';
import type { Ffmpeg } from '#root/media/ffmpeg.js';
import { artifactKey } from '#root/storage/key.js';
import type { Store } from '#root/storage/store.js';

export interface PhotoIntakeDeps {
  store: Store;
  /** Opened only for a bitmap. */
  ffmpeg: () => Promise<Ffmpeg>;
  /** Directory for temporary files. */
  workDir: string;
}

const VERSION = 3;

/**
 * Takes in a user's photo: decodes it, rotates it by its EXIF, and stores it as a new JPEG without metadata. Returns its
 * key. Throws InputError (`photo`, MEDIA_…) if it is not a photo within the limits, AbortedError when the signal
 * fires.
 */
export async function takePhoto(
  path: string,
  { store, ffmpeg, workDir }: PhotoIntakeDeps,
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
    if ((await fileKindOf(path)) !== 'photo') throw notDecodable('photo', undefined);
    let picture = path;
    if (await isBitmap(path)) {
      picture = join(dir, 'bitmap.png');
      await bitmapToPng(path, picture, { ffmpeg: await ffmpeg(), signal });
    }
    const jpeg = join(dir, 'photo.jpg');
    await decodePhoto(picture, jpeg, { signal });
    await store.put(key, jpeg, { signal });
  } finally {
    await rm(dir, { recursive: true, force: true });
  }
  return key;
}
