import type { Document, Message } from 'grammy/types';
import type { Attachments } from '#root/greeting/order.js';

/** A file in a chat: https://core.telegram.org/bots/api#getfile. */
export interface TelegramFile {
  fileId: string;
}

/** The messages of an album, or a single one. */
export interface Album {
  /** Telegram's id of the album. Null for a single message. */
  id: string | null;
  /** Grows while more of them arrive. */
  messages: Message[];
  /** Whether its greeting was ordered, so that no more of them can join. */
  isClosed: boolean;
}

/** The files of an album, or of a single message. They change while more messages of the album arrive. */
export interface ChatFiles extends Attachments<TelegramFile> {
  album: Album;
}

/** Returns the photos and the recording of these messages together. */
export function attachmentsOf(album: Album): ChatFiles {
  return {
    album,
    get photos() {
      return album.messages.flatMap((message) => photoOf(message) ?? []);
    },
    get recording() {
      return album.messages.map(recordingOf).find((file) => file !== undefined);
    },
  };
}

/** Returns the files of messages that no others join. */
export function filesOf(...messages: Message[]): ChatFiles {
  return attachmentsOf({ id: null, messages, isClosed: false });
}

function photoOf({ photo, document }: Message): TelegramFile | undefined {
  // Telegram keeps each photo in several sizes, the largest last. A photo sent as a file is kept unchanged.
  return fileOf(photo?.at(-1)) ?? documentOf(document, /^image\//);
}

function recordingOf({ voice, audio, video, video_note, document }: Message): TelegramFile | undefined {
  return fileOf(voice ?? audio ?? video ?? video_note) ?? documentOf(document, /^(audio|video)\//);
}

function documentOf(document: Document | undefined, type: RegExp): TelegramFile | undefined {
  return type.test(document?.mime_type ?? '') ? fileOf(document) : undefined;
}

function fileOf(file: { file_id: string } | undefined): TelegramFile | undefined {
  return file && { fileId: file.file_id };
}
