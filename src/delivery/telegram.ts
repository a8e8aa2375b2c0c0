import { Api, InputFile, InputMediaBuilder } from 'grammy';
import type { Message } from 'grammy/types';
import type { Channel, Delivered, DeliverOptions, Recipient } from '#root/delivery/channel.js';
import { cancelledText, failureText, hitchText, readyText } from '#root/delivery/delivery-texts.js';
import { RefusedError } from '#root/errors.js';
import type { Video } from '#root/greeting/artifacts.js';
import type { Logger } from '#root/logger.js';
import { type OnCall, observeCalls } from '#root/telegram/calls.js';
import { isRefusedAs, isRefusedForGood, translateTelegramError } from '#root/telegram/errors.js';
import { createNotes } from '#root/telegram/notes.js';
import { type TelegramSignal, telegramSignal } from '#root/telegram/signal.js';

export interface TelegramChannelOptions {
  token: string;
  apiRoot: string;
  logger: Logger;
  /** Of one call, seconds; long enough to upload 50 MB over a slow line. */
  timeoutSeconds?: number;
  onCall?: OnCall | undefined;
}

// Whoever cancels waits for it.
const WITHDRAW_TIMEOUT_MS = 10_000;

/**
 * Shows the video exactly once, though Telegram has no key for that: a text message is sent and remembered, then turned
 * into the video. An edit can be repeated as often as needed; a send cannot.
 */
export function createTelegramChannel({
  token,
  apiRoot,
  logger,
  timeoutSeconds = 120,
  onCall,
}: TelegramChannelOptions): Channel {
  const api = new Api(token, { apiRoot, timeoutSeconds });
  if (onCall !== undefined) api.config.use(observeCalls(onCall));
  const notes = createNotes({ api, logger });

  async function call<T>(work: (signal: TelegramSignal) => Promise<T>, signal?: AbortSignal): Promise<T> {
    try {
      return await work(telegramSignal(signal ?? new AbortController().signal));
    } catch (error) {
      throw translateTelegramError(error, signal);
    }
  }

  /** Announces the video in a new message, and returns the message to turn into it. */
  function announce(chatId: string, recipient: Recipient, options: DeliverOptions): Promise<number> {
    const signal = telegramSignal(options.signal);
    const { messageId, language } = recipient;
    return notes.send(chatId, readyText(language), messageId, options.rememberMessage, signal);
  }

  async function showVideo(
    chatId: string,
    video: Video,
    recipient: Recipient,
    options: DeliverOptions,
  ): Promise<Delivered> {
    const messageId = recipient.messageId ?? (await announce(chatId, recipient, options));
    try {
      return await turnIntoVideo(chatId, messageId, video, options);
    } catch (error) {
      if (isRefusedAs(error, 'notModified')) return { messageId };
      if (isRefusedAs(error, 'messageGone')) {
        logger.warn('message was deleted, another takes its place', { videoJobId: recipient.videoJobId });
        return turnIntoVideo(chatId, await announce(chatId, { ...recipient, messageId }, options), video, options);
      }
      if (!isRefusedForGood(error)) throw error;
      logger.warn('message cannot become a video, sending one', { videoJobId: recipient.videoJobId, error });
      return send(chatId, video, { ...recipient, messageId }, options);
    }
  }

  async function turnIntoVideo(
    chatId: string,
    messageId: number,
    video: Video,
    options: DeliverOptions,
  ): Promise<Delivered> {
    const edit = (file: string | InputFile) =>
      api.editMessageMedia(
        chatId,
        messageId,
        InputMediaBuilder.video(file, facts(video, options)),
        {},
        telegramSignal(options.signal),
      );
    const edited = await known(options, edit);
    return edited === true ? { messageId } : describe(edited);
  }

  async function send(chatId: string, video: Video, recipient: Recipient, options: DeliverOptions): Promise<Delivered> {
    const sent = await known(options, (file) =>
      api.sendVideo(chatId, file, facts(video, options), telegramSignal(options.signal)),
    );
    await options.rememberMessage(sent.message_id, recipient.messageId);
    return describe(sent);
  }

  return {
    name: 'telegram',

    async assertReachable(chatId) {
      const id = chatOf(chatId);
      await call((signal) => api.getChat(id, signal));
    },

    async deliver(video, recipient, options) {
      const chatId = chatOf(recipient.chatId);
      const delivered = await call(() => showVideo(chatId, video, recipient, options), options.signal);
      if (recipient.progressMessageId !== null) await notes.remove(chatId, recipient.progressMessageId);
      return delivered;
    },

    async reportFailure({ chatId, messageId, progressMessageId, language }, errorCode, rememberMessage) {
      const id = chatOf(chatId);
      const text = failureText(language, errorCode);
      await call(async () => {
        if (messageId !== null && (await notes.replace(id, messageId, text))) {
          if (progressMessageId !== null) await notes.remove(id, progressMessageId);
          return;
        }
        if (progressMessageId !== null && (await notes.replace(id, progressMessageId, text))) return;
        const told = await notes.send(id, hitchText(language), progressMessageId, rememberMessage);
        await notes.replace(id, told, text);
      });
    },

    async withdraw({ chatId, messageId, progressMessageId, language }) {
      if (chatId === null) return;
      const timeout = AbortSignal.timeout(WITHDRAW_TIMEOUT_MS);
      await call(async (signal) => {
        // Only a text can be replaced by another: what is the video by now is found out, and stays.
        const isText = messageId !== null && (await notes.replace(chatId, messageId, cancelledText(language), signal));
        if (isText) await notes.remove(chatId, messageId, signal);
        if (progressMessageId !== null) await notes.remove(chatId, progressMessageId, signal);
      }, timeout);
    },
  };
}

/** Uses the file that Telegram has already, and uploads where it does not know it any more. */
async function known<T>(
  { telegramFileId, videoPath }: DeliverOptions,
  work: (file: string | InputFile) => Promise<T>,
): Promise<T> {
  if (telegramFileId !== null) {
    try {
      return await work(telegramFileId);
    } catch (error) {
      const isOfTheMessage = isRefusedAs(error, 'notModified') || isRefusedAs(error, 'messageGone');
      if (isOfTheMessage || !isRefusedForGood(error)) throw error;
    }
  }
  return work(new InputFile(videoPath, 'greeting.mp4'));
}

/** Always told: above some 10 MB Telegram does not find out for itself. */
function facts({ width, height, durationMs }: Video, { posterPath }: DeliverOptions) {
  const thumbnail = new InputFile(posterPath, 'poster.jpg');
  return { width, height, duration: Math.round(durationMs / 1_000), thumbnail, supports_streaming: true };
}

function describe({ message_id: messageId, video }: Message): Delivered {
  return { messageId, ...(video === undefined ? {} : { telegramFileId: video.file_id }) };
}

function chatOf(chatId: string | null): string {
  if (chatId === null) throw new RefusedError('CHAT_MISSING', 'A chat is needed where DELIVERY is telegram');
  return chatId;
}
