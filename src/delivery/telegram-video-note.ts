import { type Api, GrammyError, InputFile } from 'grammy';
import type { InlineKeyboardButton } from 'grammy/types';
import type { Delivered, DeliverOptions, Recipient } from '#root/delivery/channel.js';
import type { Video } from '#root/greeting/artifacts.js';
import { VIDEO_NOTE_SECONDS } from '#root/greeting/spec.js';
import type { Logger } from '#root/logger.js';
import { type Notes, placeParameters } from '#root/telegram/notes.js';
import { telegramSignal } from '#root/telegram/signal.js';
import { isRefusedPermanently, translateTelegramError } from '#root/telegram/telegram-errors.js';

// Telegram refuses 640 and more: https://github.com/tdlib/td/blob/master/td/telegram/MessageContent.cpp
const LONGEST_SIDE = 639;
/** Stands for the id of a note that is being sent. */
const SENDING = 0;

interface NotesOptions {
  api: Api;
  notes: Notes;
  logger: Logger;
}

/** Returns whether the greeting can be shown as a round video message. */
export function fitsVideoNote({ isVideoNote }: Recipient, { width, height, durationMs }: Video): boolean {
  return isVideoNote && width === height && durationMs <= VIDEO_NOTE_SECONDS * 1_000;
}

/**
 * Sends round video messages. A message cannot be edited into one, and the Bot API has no idempotency key, so each is sent once:
 * if its answer is lost, it is not known whether the chat shows it, and the usual video takes the place of the announcement.
 */
export function createVideoNotes({ api, notes, logger }: NotesOptions) {
  async function send(
    chatId: string,
    { width, durationMs }: Video,
    { videoJobId, messageThreadId, orderMessageId }: Recipient,
    buttons: { reply_markup?: { inline_keyboard: InlineKeyboardButton[][] } },
    { videoPath, posterPath, signal, rememberVideoNote }: DeliverOptions,
  ): Promise<number | undefined> {
    if (!(await rememberVideoNote(SENDING, null))) return undefined;
    const fields = {
      length: Math.min(width, LONGEST_SIDE),
      duration: Math.round(durationMs / 1_000),
      thumbnail: new InputFile(posterPath, 'poster.jpg'),
      // The announcement has notified the person.
      disable_notification: true,
      ...placeParameters({ messageThreadId, answers: orderMessageId }),
      ...buttons,
    };
    const file = new InputFile(videoPath, 'greeting.mp4');
    const sent = await api.sendVideoNote(chatId, file, fields, telegramSignal(signal)).catch(async (error: unknown) => {
      logger.warn('round video message not sent', { videoJobId, error: translateTelegramError(error) });
      // A person with Telegram Premium may refuse voice and video messages.
      if (isRefusedPermanently(error)) return undefined;
      if (isCertainlyNotSent(error)) await rememberVideoNote(null, SENDING);
      throw error;
    });
    if (sent === undefined) return undefined;
    await rememberVideoNote(sent.message_id, SENDING).catch(async (error: unknown) => {
      await notes.remove(chatId, sent.message_id, { stopping: signal });
      throw error;
    });
    return sent.message_id;
  }

  return {
    /** Shows the video as a round video message in place of the announcement. Returns undefined if it cannot be one. */
    async show(
      chatId: string,
      video: Video,
      recipient: Recipient & { messageId: number },
      buttons: Parameters<typeof send>[3],
      options: DeliverOptions,
    ): Promise<Delivered | undefined> {
      const { videoNoteId, messageId: announcement } = recipient;
      const isShown = videoNoteId !== null && videoNoteId !== SENDING;
      const messageId = isShown ? videoNoteId : await send(chatId, video, recipient, buttons, options);
      if (messageId === undefined) return undefined;
      if (announcement !== messageId) await notes.remove(chatId, announcement, { stopping: options.signal });
      return { messageId };
    },
  };
}

function isCertainlyNotSent(error: unknown): boolean {
  return error instanceof GrammyError && error.error_code < 500;
}
