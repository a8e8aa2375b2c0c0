import type { Document, Message } from 'grammy/types';
import type { Attachments } from '#root/greeting/order.js';

/** A file in a chat: https://core.telegram.org/bots/api#getfile. */
export interface TelegramFile {
  fileId: string;
}

/** Returns the photos and the recording of these messages together. An album has several messages. */
export function attachmentsOf(messages: readonly Message[]): Attachments<TelegramFile> {
  return {
    photos: messages.flatMap((message) => photoOf(message) ?? []),
    recording: messages.map(recordingOf).find((file) => file !== undefined),
  };
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
