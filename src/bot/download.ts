import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { type Api, GrammyError } from 'grammy';
import type { TelegramFile } from '#root/bot/attachments.js';
import { InputError, UnavailableError } from '#root/errors.js';
import type { Attachments } from '#root/greeting/order.js';

export interface DownloadOptions {
  apiRoot: string;
  /** Directory to download into. */
  dir: string;
}

const TIMEOUT_MS = 60_000;

/**
 * Downloads the files and returns their paths. Throws InputError (MEDIA_TOO_LARGE) if Telegram refuses one because of
 * its size, UnavailableError if one cannot be downloaded now.
 */
export async function downloadAttachments(
  api: Api,
  { photos, recording }: Attachments<TelegramFile>,
  { apiRoot, dir }: DownloadOptions,
): Promise<Attachments<string>> {
  const fetched = async (file: TelegramFile, name: string) => {
    const path = join(dir, name);
    await download(api, file, { apiRoot, path });
    return path;
  };
  // Waits for all, even if one fails: the caller removes the directory afterwards.
  const downloads = await Promise.allSettled(photos.map((file, index) => fetched(file, `photo-${index}`)));
  return {
    photos: downloads.map((download) => {
      if (download.status === 'rejected') throw download.reason;
      return download.value;
    }),
    recording: recording && (await fetched(recording, 'recording')),
  };
}

async function download(api: Api, { fileId }: TelegramFile, { apiRoot, path }: { apiRoot: string; path: string }) {
  const { file_path } = await api.getFile(fileId).catch(translateRefusal);
  try {
    const signal = AbortSignal.timeout(TIMEOUT_MS);
    const response = await fetch(`${apiRoot}/file/bot${api.token}/${file_path}`, { signal });
    if (!response.ok || response.body === null) throw new Error(`Telegram answered ${response.status}`);
    await pipeline(Readable.fromWeb(response.body), createWriteStream(path));
  } catch (cause) {
    throw new UnavailableError('TELEGRAM_UNAVAILABLE', 'A file could not be downloaded from Telegram', { cause });
  }
}

/**
 * Throws InputError (MEDIA_TOO_LARGE) for an error 400: Telegram has just sent the file's id, so it can only be
 * refusing a file over 20 MB. Rethrows any other error.
 */
function translateRefusal(error: unknown): never {
  if (!(error instanceof GrammyError) || error.error_code !== 400) throw error;
  throw new InputError('recording', 'MEDIA_TOO_LARGE', 'Telegram does not let bots download a file of this size', {
    cause: error,
  });
}
