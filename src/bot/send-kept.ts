import type { InputFile } from 'grammy';
import type { Message } from 'grammy/types';
import type { BotContext } from '#root/bot/context.js';
import { isRefusedPermanently } from '#root/telegram/telegram-errors.js';

/** A file of the project's own, and how to send it. */
export interface KeptFile {
  /** Says which file it is: another content has another key. */
  key: string;
  /** Returns the file for an upload, or undefined if there is none. */
  open(): Promise<InputFile | undefined>;
  send(file: string | InputFile): Promise<Message>;
}

/**
 * Sends a file, by Telegram's id if this bot has uploaded it before. Returns the message, or undefined if there is no such
 * file.
 */
export async function sendKept({ me, services }: BotContext, { key, open, send }: KeptFile) {
  const upload = { botId: String(me.id), key };
  const known = await services.uploads.find(upload);
  if (known !== undefined) {
    try {
      return await send(known);
    } catch (error) {
      if (!isRefusedPermanently(error)) throw error;
    }
  }
  const file = await open();
  if (file === undefined) return undefined;
  const sent = await send(file);
  const fileId = sent.voice?.file_id ?? sent.photo?.at(-1)?.file_id;
  if (fileId !== undefined) await services.uploads.save(upload, fileId);
  return sent;
}
