import { setTimeout as sleep } from 'node:timers/promises';
import type { Api } from 'grammy';
import type { InlineKeyboardButton, MessageEntity } from 'grammy/types';
import { UnavailableError } from '#root/errors.js';
import type { Logger } from '#root/logger.js';
import { pauseMs } from '#root/telegram/repeat-calls.js';
import type { TelegramSignal } from '#root/telegram/signal.js';
import { isRefusedAs, isRefusedPermanently, translateTelegramError } from '#root/telegram/telegram-errors.js';

/** Stores the id of a new message in place of the previous id. Returns the id to use. */
type RememberMessage = (messageId: number, previous: number | null) => Promise<number>;

/** Text of a message, with its format and buttons. */
export interface NoteContent {
  text: string;
  entities?: MessageEntity[];
  keyboard?: InlineKeyboardButton[][];
}

/** Chat, and topic of a forum, that a message goes to. */
export interface Place {
  chatId: string;
  messageThreadId: number | null;
  /** Message that it replies to, if that is still there. */
  answers?: number | null;
  /** Whether the app shows it without a sound. */
  isSilent?: boolean;
}

export interface RemoveOptions {
  /** Aborts the call. */
  signal?: TelegramSignal;
  /** Ends the pauses between the calls. */
  stopping?: AbortSignal;
}

// With pauses that double, the fifth failure is the last.
const LONGEST_REMOVAL_PAUSE_MS = 4_000;

export type Notes = ReturnType<typeof createNotes>;

/** Sends, replaces and removes the bot's text messages about a greeting. */
export function createNotes({ api, logger }: { api: Api; logger: Logger }) {
  /** Repeats the call for some seconds. Then only logs the failure, because a message that is left over does no harm. */
  async function remove(chatId: string, messageId: number, { signal, stopping }: RemoveOptions = {}): Promise<void> {
    for (let earlier = 0; ; earlier += 1) {
      const error = await api.deleteMessage(chatId, messageId, signal).catch((thrown: unknown) => thrown);
      // A person may have deleted the message already.
      if (error === true || isRefusedPermanently(error)) return;
      const translated = translateTelegramError(error);
      const delayMs =
        translated instanceof UnavailableError ? Math.max(pauseMs(earlier), translated.retryAfterMs ?? 0) : 0;
      const isOver = signal?.aborted === true || stopping?.aborted === true;
      if (isOver || delayMs === 0 || delayMs > LONGEST_REMOVAL_PAUSE_MS) {
        logger.warn('message not removed', { error: translated });
        return;
      }
      await sleep(delayMs, undefined, { ref: false, ...(stopping === undefined ? {} : { signal: stopping }) }).catch(
        () => {},
      );
    }
  }

  return {
    remove,

    /**
     * Sends a text and stores its message id. Returns the id to use, which is another worker's if that worker stored one
     * first. The text may appear twice: the Bot API has no idempotency key, so it is sent again if its answer was lost
     * or the process died before the id was stored.
     */
    async send(
      place: Place,
      content: string | NoteContent,
      previous: number | null,
      remember: RememberMessage,
      signal?: TelegramSignal,
    ) {
      const { chatId } = place;
      const { text, ...other } = parametersOf(content);
      const { message_id } = await api.sendMessage(chatId, text, { ...placeParameters(place), ...other }, signal);
      const messageId = await remember(message_id, previous).catch(async (error: unknown) => {
        await remove(chatId, message_id);
        throw error;
      });
      if (messageId !== message_id) await remove(chatId, message_id);
      return messageId;
    },

    /**
     * Replaces the text of a message, and its buttons. Returns false if the message was deleted, is a video by now or can
     * no longer be edited.
     */
    async replace(
      chatId: string,
      messageId: number,
      content: string | NoteContent,
      signal?: TelegramSignal,
    ): Promise<boolean> {
      const { text, ...other } = parametersOf(content);
      try {
        await api.editMessageText(chatId, messageId, text, other, signal);
        return true;
      } catch (error) {
        if (isRefusedAs(error, 'notModified')) return true;
        if ((['messageGone', 'noText', 'notEditable'] as const).some((refusal) => isRefusedAs(error, refusal)))
          return false;
        throw error;
      }
    },
  };
}

function parametersOf(content: string | NoteContent) {
  if (typeof content === 'string') return { text: content };
  const { text, entities = [], keyboard = [] } = content;
  return { text, entities, reply_markup: { inline_keyboard: keyboard } };
}

/** Returns the parameters that put a message into a topic and under the message that it replies to. */
export function placeParameters({
  messageThreadId,
  answers = null,
  isSilent = false,
}: Pick<Place, 'messageThreadId'> & Partial<Place>) {
  return {
    ...(messageThreadId === null ? {} : { message_thread_id: messageThreadId }),
    ...(answers === null ? {} : { reply_parameters: { message_id: answers, allow_sending_without_reply: true } }),
    ...(isSilent ? { disable_notification: true } : {}),
  };
}
