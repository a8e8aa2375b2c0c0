import type { Api } from 'grammy';
import type { Logger } from '#root/logger.js';
import type { TelegramSignal } from '#root/telegram/signal.js';
import { isRefusedAs, isRefusedPermanently, translateTelegramError } from '#root/telegram/telegram-errors.js';

/** Stores the id of a new message in place of the previous id. Returns the id to use. */
type RememberMessage = (messageId: number, previous: number | null) => Promise<number>;

/** Chat, and topic of a forum, that a message goes to. */
export interface Place {
  chatId: string;
  messageThreadId: number | null;
}

export type Notes = ReturnType<typeof createNotes>;

/** Sends, replaces and removes the bot's text messages about a greeting. */
export function createNotes({ api, logger }: { api: Api; logger: Logger }) {
  /** Only logs a failure, because a message that is left over does no harm. */
  async function remove(chatId: string, messageId: number, signal?: TelegramSignal): Promise<void> {
    await api.deleteMessage(chatId, messageId, signal).catch((error: unknown) => {
      // A person may have deleted the message already.
      if (isRefusedPermanently(error)) return;
      logger.warn('message not removed', { error: translateTelegramError(error) });
    });
  }

  return {
    remove,

    /**
     * Sends a text and stores its message id. Returns the id to use, which is another worker's if that worker stored one
     * first. The text may appear twice: the Bot API has no idempotency key, so it is sent again if its answer was lost
     * or the process died before the id was stored.
     */
    async send(
      { chatId, messageThreadId }: Place,
      text: string,
      previous: number | null,
      remember: RememberMessage,
      signal?: TelegramSignal,
    ) {
      const { message_id } = await api.sendMessage(chatId, text, inTopic(messageThreadId), signal);
      const messageId = await remember(message_id, previous).catch(async (error: unknown) => {
        await remove(chatId, message_id);
        throw error;
      });
      if (messageId !== message_id) await remove(chatId, message_id);
      return messageId;
    },

    /** Replaces the text of a message. Returns false if the message was deleted or is a video by now. */
    async replace(chatId: string, messageId: number, text: string, signal?: TelegramSignal): Promise<boolean> {
      try {
        await api.editMessageText(chatId, messageId, text, {}, signal);
        return true;
      } catch (error) {
        if (isRefusedAs(error, 'notModified')) return true;
        if (isRefusedAs(error, 'messageGone') || isRefusedAs(error, 'noText')) return false;
        throw error;
      }
    },
  };
}

/** Returns the parameter that puts a message into a topic. */
export function inTopic(messageThreadId: number | null): { message_thread_id?: number } {
  return messageThreadId === null ? {} : { message_thread_id: messageThreadId };
}
