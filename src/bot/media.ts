import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Api } from 'grammy';
import type { Message } from 'grammy/types';
import { UnavailableError } from '#root/errors.js';

/** Telegram's ids of the files that a message brings to a greeting. */
export interface MessageMedia {
  photos: string[];
  recording?: string;
}

/** Returns the photos and the recording of messages together: of an album there are several. */
export function mediaOf(messages: readonly Message[]): MessageMedia {
  const recording = messages.map(recordingOf).find((id) => id !== undefined);
  return {
    // Telegram keeps each photo in several sizes, the largest last.
    photos: messages.flatMap(({ photo }) => photo?.at(-1)?.file_id ?? []),
    ...(recording === undefined ? {} : { recording }),
  };
}

function recordingOf({ voice, audio, video, video_note }: Message): string | undefined {
  return (voice ?? audio ?? video ?? video_note)?.file_id;
}

const DOWNLOAD_TIMEOUT_MS = 60_000;

/**
 * Brings a file that a user sent to a local path: https://core.telegram.org/bots/api#getfile. Throws grammY's errors
 * where Telegram refuses it, UnavailableError where it cannot be had now.
 */
export async function download(api: Api, fileId: string, { apiRoot, path }: { apiRoot: string; path: string }) {
  const { file_path } = await api.getFile(fileId);
  try {
    const signal = AbortSignal.timeout(DOWNLOAD_TIMEOUT_MS);
    const response = await fetch(`${apiRoot}/file/bot${api.token}/${file_path}`, { signal });
    if (!response.ok || response.body === null) throw new Error(`Telegram answered ${response.status}`);
    await pipeline(Readable.fromWeb(response.body), createWriteStream(path));
  } catch (cause) {
    throw new UnavailableError('TELEGRAM_UNAVAILABLE', 'A file could not be had from Telegram', { cause });
  }
}
