import { stat } from 'node:fs/promises';
import { InputError } from '#root/errors.js';

/** The part of a request to which a file belongs. */
export type MediaField = 'photo' | 'recording';

/** What a user's file may be at the most. Telegram lets bots download 20 MB: https://core.telegram.org/bots/api#getfile. */
export const mediaLimits = { bytes: 20_000_000, pixels: 40_000_000, seconds: 60 };

/** Throws InputError (MEDIA_MISSING, MEDIA_EMPTY, MEDIA_TOO_LARGE) where the file is not even worth a look. */
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

/** Returns the error for a file that is not what it should be, or that no decoder gets to its end. */
export function notDecodable(field: MediaField, cause: unknown): InputError {
  const wanted = field === 'photo' ? 'a JPEG, PNG, WebP, AVIF or GIF picture' : 'a voice recording or a video clip';
  return new InputError(field, 'MEDIA_NOT_DECODABLE', `the file is not ${wanted}, or is damaged`, { cause });
}
