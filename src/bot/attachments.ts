import type { Document, Message } from 'grammy/types';
import { mediaLimits } from '#root/intake/limits.js';
import type { SentFile } from '#root/jobs/draft.js';

/** The messages of an album, or a single one. */
export interface Album {
  /** Telegram's id of the album. Null for a single message. */
  id: string | null;
  /** Grows while more of them arrive. */
  messages: Message[];
}

/** What Telegram reports of any file: https://core.telegram.org/bots/api#available-types */
interface ReportedFile {
  file_id: string;
  file_size?: number;
  duration?: number;
}

/** Returns the photos and recordings of messages. */
export function filesIn(messages: readonly Message[]): SentFile[] {
  return messages.flatMap((message) => fileIn(message) ?? []);
}

/**
 * Returns the code of the `InputError` that a file would end with, as far as Telegram's report of it shows.
 * @param mayCut whether the person can be asked if one that is too long shall be cut
 */
export function refusalOf(file: SentFile, mayCut: boolean): string | undefined {
  if ((file.bytes ?? 0) > mediaLimits.bytes) return 'MEDIA_TOO_LARGE';
  return isTooLong(file) && !mayCut ? 'MEDIA_TOO_LONG' : undefined;
}

/** Returns whether a recording must be cut to be used. */
export function isTooLong({ seconds = 0, isLong = false, isCut = false }: SentFile): boolean {
  return !isCut && (isLong || seconds > mediaLimits.seconds);
}

function fileIn(message: Message): SentFile | undefined {
  const { photo, document, animation, voice, audio, video, video_note } = message;
  // Telegram keeps each photo in several sizes, the largest last. A photo sent as a file is kept unchanged.
  const picture = photo?.at(-1) ?? documentOf(document, /^image\//);
  if (animation !== undefined) return attachment('animation', animation, message);
  if (picture !== undefined) return attachment('photo', picture, message);
  const recording = voice ?? audio ?? video ?? video_note ?? documentOf(document, /^(audio|video)\//);
  return recording && attachment('recording', recording, message);
}

function documentOf(document: Document | undefined, type: RegExp): Document | undefined {
  return type.test(document?.mime_type ?? '') ? document : undefined;
}

function attachment(kind: SentFile['kind'], file: ReportedFile, message: Message): SentFile {
  const { file_id: fileId, file_size: bytes, duration: seconds } = file;
  const { message_id: messageId, media_group_id: albumId } = message;
  return {
    kind,
    fileId,
    messageId,
    ...(albumId === undefined ? {} : { albumId }),
    ...(bytes === undefined ? {} : { bytes }),
    ...(seconds === undefined ? {} : { seconds }),
  };
}
