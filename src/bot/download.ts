import { createWriteStream } from 'node:fs';
import { copyFile } from 'node:fs/promises';
import { isAbsolute, join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Api } from 'grammy';
import type { TelegramFile } from '#root/bot/attachments.js';
import { InputError, UnavailableError } from '#root/errors.js';
import type { Attachments } from '#root/greeting/order.js';
import { pauseMs } from '#root/telegram/repeat-calls.js';
import { isRefusedAs } from '#root/telegram/telegram-errors.js';

export interface DownloadOptions {
  apiRoot: string;
  /** Directory to download into. */
  dir: string;
}

const TIMEOUT_MS = 60_000;
// Half a minute of pauses: the chat waits.
const MAX_REPEATS = 6;

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
  for (let earlier = 0; ; earlier += 1) {
    // Asked for each time, because the path is valid for an hour only.
    const { file_path = '' } = await api.getFile(fileId).catch(translateRefusal);
    try {
      // A Bot API server of one's own with --local has the file on its disk, which both can read.
      if (isAbsolute(file_path)) return await copyFile(file_path, path);
      return await fetchFile(`${apiRoot}/file/bot${api.token}/${file_path}`, path);
    } catch (cause) {
      if (earlier === MAX_REPEATS) throw unavailable(cause);
      await sleep(pauseMs(earlier), undefined, { ref: false });
    }
  }
}

async function fetchFile(url: string, path: string): Promise<void> {
  const response = await fetch(url, { signal: AbortSignal.timeout(TIMEOUT_MS) });
  if (!response.ok || response.body === null) throw new Error(`Telegram answered ${response.status}`);
  await pipeline(Readable.fromWeb(response.body), createWriteStream(path));
}

function unavailable(cause: unknown): UnavailableError {
  return new UnavailableError('TELEGRAM_UNAVAILABLE', 'A file could not be downloaded from Telegram', { cause });
}

/** Throws InputError (MEDIA_TOO_LARGE) if Telegram refuses a file over 20 MB. Rethrows any other error. */
function translateRefusal(error: unknown): never {
  if (!isRefusedAs(error, 'fileTooLarge')) throw error;
  throw new InputError('recording', 'MEDIA_TOO_LARGE', 'Telegram does not let bots download a file of this size', {
    cause: error,
  });
}
