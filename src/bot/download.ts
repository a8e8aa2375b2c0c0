import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { copyFile } from 'node:fs/promises';
import http from 'node:http';
import https from 'node:https';
import { isAbsolute, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Api } from 'grammy';
import { InputError, UnavailableError } from '#root/errors.js';
import type { Attachments } from '#root/greeting/order.js';
import { timeoutSignal } from '#root/process/timeout-signal.js';
import type { TelegramServer } from '#root/telegram/client-options.js';
import { pauseMs } from '#root/telegram/repeat-calls.js';
import { isRefusedAs } from '#root/telegram/telegram-errors.js';

/** A file in a chat: https://core.telegram.org/bots/api#getfile. */
interface TelegramFile {
  fileId: string;
}

export interface DownloadOptions {
  server: TelegramServer;
  /** Directory to download into. */
  dir: string;
}

const TIMEOUT_MS = 60_000;
// Seconds. Then the order is put off, so that the files of other chats can be taken in.
const MAX_REPEATS = 3;

/**
 * Downloads the files and returns their paths. Throws InputError (MEDIA_TOO_LARGE) if Telegram refuses one because of
 * its size, UnavailableError if one cannot be downloaded now.
 */
export async function downloadAttachments(
  api: Api,
  { photos, recording, ...choices }: Attachments<TelegramFile>,
  { server, dir }: DownloadOptions,
): Promise<Attachments<string>> {
  const fetched = async (file: TelegramFile, name: string) => {
    const path = join(dir, name);
    await downloadFile(api, file, { server, path });
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
    ...choices,
  };
}

/** Downloads one file, as `downloadAttachments` does. */
export async function downloadFile(
  api: Api,
  { fileId }: TelegramFile,
  { server, path }: { server: TelegramServer; path: string },
) {
  for (let earlier = 0; ; earlier += 1) {
    // Asked for each time, because the path is valid for an hour only.
    const { file_path = '' } = await api.getFile(fileId).catch(translateRefusal);
    try {
      // A Bot API server of one's own with --local has the file on its disk, which both can read.
      if (isAbsolute(file_path)) return await copyFile(file_path, path);
      return await fetchFile(server, `/file/bot${api.token}/${file_path}`, path);
    } catch (cause) {
      if (earlier === MAX_REPEATS) throw unavailable(cause);
      await sleep(pauseMs(earlier), undefined, { ref: false });
    }
  }
}

async function fetchFile({ apiRoot, agent }: TelegramServer, urlPath: string, path: string): Promise<void> {
  const { get } = apiRoot.startsWith('https:') ? https : http;
  const signal = timeoutSignal(TIMEOUT_MS);
  const request = get(`${apiRoot}${urlPath}`, { agent, signal });
  // An error before the answer also reaches `once`, an error after it also reaches `pipeline`.
  request.on('error', () => {});
  const [response] = (await once(request, 'response', { signal })) as [http.IncomingMessage];
  if (response.statusCode === 200) return pipeline(response, createWriteStream(path), { signal });
  request.destroy();
  throw new Error(`Telegram answered ${response.statusCode}`);
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
