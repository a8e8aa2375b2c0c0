import { stat } from 'node:fs/promises';
import { InputError } from '#root/errors.js';

/** Field of an order to which a file belongs. */
export type MediaField = 'photo' | 'recording';

/**
 * Limits of a user's file. `pixels` are those of a clip's frame: 4K of films. Telegram lets bots download 20 MB:
 * https://core.telegram.org/bots/api#getfile.
 */
export const mediaLimits = { bytes: 20_000_000, pixels: 4_096 * 2_304, seconds: 60 };

/** Throws InputError (MEDIA_MISSING, MEDIA_EMPTY, MEDIA_TOO_LARGE) if the file is missing, empty or too large. */
export async function assertSize(field: MediaField, path: string): Promise<void> {
  const file = await stat(path).catch((error: unknown) => {
    throw new InputError(field, 'MEDIA_MISSING', `there is no file ${path}`, { cause: error });
  });
  if (!file.isFile()) throw new InputError(field, 'MEDIA_MISSING', `${path} is not a file`);
  if (file.size === 0) throw new InputError(field, 'MEDIA_EMPTY', 'the file is empty');
  if (file.size > mediaLimits.bytes) {
    throw new InputError(field, 'MEDIA_TOO_LARGE', `the file has more than ${mediaLimits.bytes / 1e6} MB`);
  }
}

/** Returns the error for a file of another kind, or one that cannot be decoded to its end. */
export function notDecodable(field: MediaField, cause: unknown): InputError {
  const wanted =
    field === 'photo' ? 'a JPEG, PNG, WebP, HEIC, AVIF, GIF, TIFF or BMP picture' : 'a voice recording or a video clip';
  return new InputError(field, 'MEDIA_NOT_DECODABLE', `the file is not ${wanted}, or is damaged`, { cause });
}
