import { type Api, InputFile, InputMediaBuilder } from 'grammy';
import type { Message } from 'grammy/types';
import type { Delivered, DeliverOptions, Recipient } from '#root/delivery/channel.js';
import { videoKeyboard } from '#root/delivery/keyboards.js';
import { createVideoNotes, fitsVideoNote } from '#root/delivery/telegram-video-note.js';
import type { Video } from '#root/greeting/artifacts.js';
import type { Logger } from '#root/logger.js';
import { type Notes, placeParameters } from '#root/telegram/notes.js';
import { telegramSignal } from '#root/telegram/signal.js';
import { isRefusedAs, isRefusedPermanently, translateTelegramError } from '#root/telegram/telegram-errors.js';
import { textsIn } from '#root/telegram/texts.js';

interface VideoMessagesDeps {
  api: Api;
  notes: Notes;
  /** Whether there are pages that show a video to whoever has the address. */
  hasPages: boolean;
  logger: Logger;
}

/**
 * Shows each video exactly once, although the Bot API has no idempotency key. A text message is sent and its id stored,
 * then the message is edited into the video. Unlike a send, an edit can be repeated safely.
 */
export function createVideoMessages({ api, notes, hasPages: hasPage, logger }: VideoMessagesDeps) {
  const videoNotes = createVideoNotes({ api, notes, logger });
  let asked: Promise<boolean> | undefined;

  /** Returns whether the bot answers inline queries. Asks once: the operator sets it when the bot is created. */
  function canShare(): Promise<boolean> {
    asked ??= api.getMe().then(
      ({ supports_inline_queries }) => supports_inline_queries,
      (error: unknown) => {
        asked = undefined;
        throw error;
      },
    );
    return asked;
  }

  async function buttonsFor(recipient: Recipient) {
    if (!recipient.isOrdered) return {};
    return { reply_markup: { inline_keyboard: videoKeyboard(recipient, { canShare: await canShare(), hasPage }) } };
  }

  /** Sends a message that announces the video, and returns the id of the message to edit into it. */
  function announce(
    chatId: string,
    { messageId, messageThreadId, orderMessageId, name, language }: Recipient,
    options: DeliverOptions,
  ): Promise<number> {
    const signal = telegramSignal(options.signal);
    const texts = textsIn(language);
    const text = name === null ? texts('ready-unnamed') : texts('ready', { name });
    const place = { chatId, messageThreadId, answers: orderMessageId };
    return notes.send(place, text, messageId, options.rememberMessage, signal);
  }

  async function turnIntoVideo(
    chatId: string,
    video: Video,
    recipient: Recipient & { messageId: number },
    options: DeliverOptions,
  ): Promise<Delivered> {
    const { messageId } = recipient;
    const buttons = await buttonsFor(recipient);
    const edit = (file: string | InputFile) => {
      const media = InputMediaBuilder.video(file, videoFields(video, options));
      return api.editMessageMedia(chatId, messageId, media, buttons, telegramSignal(options.signal));
    };
    const edited = await withVideoFile(options, edit);
    return edited === true ? { messageId } : deliveredAs(edited);
  }

  async function sendVideo(
    chatId: string,
    video: Video,
    recipient: Recipient,
    options: DeliverOptions,
  ): Promise<Delivered> {
    const { messageId, messageThreadId, orderMessageId } = recipient;
    const place = placeParameters({ chatId, messageThreadId, answers: orderMessageId });
    const fields = { ...videoFields(video, options), ...place, ...(await buttonsFor(recipient)) };
    const sent = await withVideoFile(options, (file) =>
      api.sendVideo(chatId, file, fields, telegramSignal(options.signal)),
    );
    await options.rememberMessage(sent.message_id, messageId);
    if (messageId !== null) await notes.remove(chatId, messageId, { stopping: options.signal });
    return deliveredAs(sent);
  }

  return {
    /** Edits the recipient's message into the video. Sends a new message if there is none, or if the edit is refused. */
    async show(chatId: string, video: Video, recipient: Recipient, options: DeliverOptions): Promise<Delivered> {
      const { videoJobId } = recipient;
      const messageId = recipient.messageId ?? (await announce(chatId, recipient, options));
      const announced = { ...recipient, messageId };
      const buttons = await buttonsFor(recipient);
      const note =
        fitsVideoNote(recipient, video) && (await videoNotes.show(chatId, video, announced, buttons, options));
      if (note) return note;
      try {
        return await turnIntoVideo(chatId, video, announced, options);
      } catch (error) {
        if (isRefusedAs(error, 'notModified')) return { messageId };
        if (isRefusedAs(error, 'messageGone') || isRefusedAs(error, 'notEditable')) {
          logger.warn('message cannot be edited, sending a new one', { videoJobId });
          const newMessageId = await announce(chatId, announced, options);
          await notes.remove(chatId, messageId, { stopping: options.signal });
          return turnIntoVideo(chatId, video, { ...recipient, messageId: newMessageId }, options);
        }
        if (!isRefusedPermanently(error)) throw error;
        logger.warn('message cannot be edited into the video, sending the video', {
          videoJobId,
          error: translateTelegramError(error),
        });
        return sendVideo(chatId, video, announced, options);
      }
    },
  };
}

/** Sends the file id that Telegram assigned earlier. Uploads the video if there is none or Telegram refuses it. */
async function withVideoFile<T>(
  { telegramFileId, videoPath }: DeliverOptions,
  call: (file: string | InputFile) => Promise<T>,
): Promise<T> {
  if (telegramFileId !== null) {
    try {
      return await call(telegramFileId);
    } catch (error) {
      const isAboutMessage = isRefusedAs(error, 'notModified') || isRefusedAs(error, 'messageGone');
      if (isAboutMessage || !isRefusedPermanently(error)) throw error;
    }
  }
  return call(new InputFile(videoPath, 'greeting.mp4'));
}

/** Returns the fields that Telegram does not detect by itself in videos larger than some 10 MB. */
function videoFields({ width, height, durationMs }: Video, { posterPath }: DeliverOptions) {
  const thumbnail = new InputFile(posterPath, 'poster.jpg');
  return { width, height, duration: Math.round(durationMs / 1_000), thumbnail, supports_streaming: true };
}

function deliveredAs({ message_id: messageId, video }: Message): Delivered {
  return { messageId, ...(video === undefined ? {} : { telegramFileId: video.file_id }) };
}
