import type { Api } from 'grammy';
import type { Logger } from '#root/logger.js';
import { isRefusedAs, isRefusedForGood, translateTelegramError } from '#root/telegram/errors.js';
import type { TelegramSignal } from '#root/telegram/signal.js';

/** Stores a message's id in place of the one known before; returns the one that counts. */
type Remember = (messageId: number, known: number | null) => Promise<number>;

/** The texts that stand in a chat before, beside or in place of its video. */
export function createNotes({ api, logger }: { api: Api; logger: Logger }) {
  /** As well as can be: a message too many is a blemish, no failure. One that is gone already is done. */
  async function remove(chatId: string, messageId: number, signal?: TelegramSignal): Promise<void> {
    await api.deleteMessage(chatId, messageId, signal).catch((error: unknown) => {
      if (isRefusedForGood(error)) return;
      logger.warn('message not removed', { error: translateTelegramError(error) });
    });
  }

  return {
    remove,

    /**
     * Sends a text that says nothing final and has it remembered. Returns the message to use: another worker's, if that
     * was quicker. Telegram has no key for a send: where its answer is lost, or the process dies before the message is
     * remembered, this text stays in the chat and is sent once more.
     */
    async send(chatId: string, text: string, known: number | null, remember: Remember, signal?: TelegramSignal) {
      const { message_id } = await api.sendMessage(chatId, text, {}, signal);
      const messageId = await remember(message_id, known).catch(async (error: unknown) => {
        await remove(chatId, message_id);
        throw error;
      });
      if (messageId !== message_id) await remove(chatId, message_id);
      return messageId;
    },

    /** Puts the text in place of another. Returns false where there is none: deleted, or a video by now. */
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
