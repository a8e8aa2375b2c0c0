import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Api } from 'grammy';
import type { Document, Message } from 'grammy/types';
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
    photos: messages.flatMap((message) => photoOf(message) ?? []),
    ...(recording === undefined ? {} : { recording }),
  };
}

export function hasMedia({ photos, recording }: MessageMedia): boolean {
  return photos.length > 0 || recording !== undefined;
}

function photoOf({ photo, document }: Message): string | undefined {
  // Telegram keeps each photo in several sizes, the largest last. Sent as a file it is kept as it is.
  return photo?.at(-1)?.file_id ?? fileOf(document, /^image\//);
}

function recordingOf({ voice, audio, video, video_note, document }: Message): string | undefined {
  return (voice ?? audio ?? video ?? video_note)?.file_id ?? fileOf(document, /^(audio|video)\//);
}

function fileOf(document: Document | undefined, type: RegExp): string | undefined {
  return type.test(document?.mime_type ?? '') ? document?.file_id : undefined;
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
