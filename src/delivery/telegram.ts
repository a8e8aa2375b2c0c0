import { Api } from 'grammy';
import type { Channel, Recipient } from '#root/delivery/channel.js';
import { failureKeyboard } from '#root/delivery/keyboards.js';
import { createVideoMessages } from '#root/delivery/telegram-video.js';
import { RefusedError } from '#root/errors.js';
import type { Logger } from '#root/logger.js';
import { leaveClosedTopics, type OnCall, observeCalls } from '#root/telegram/calls.js';
import type { ChatLimits } from '#root/telegram/chat-limits.js';
import { clientOptions, type TelegramServer } from '#root/telegram/client-options.js';
import { limitCalls } from '#root/telegram/limit-calls.js';
import { createNotes, type NoteContent } from '#root/telegram/notes.js';
import { telegramSignal } from '#root/telegram/signal.js';
import { movedTo, translateTelegramError } from '#root/telegram/telegram-errors.js';
import { keyFor } from '#root/telegram/text-keys.js';
import { textsIn } from '#root/telegram/texts.js';

export interface TelegramChannelOptions extends TelegramServer {
  token: string;
  logger: Logger;
  /** Telegram's limits, kept together with other processes. */
  limits?: ChatLimits | undefined;
  /** Time limit of one call, in seconds. It allows for an upload of 50 MB over a slow line. */
  timeoutSeconds?: number;
  onCall?: OnCall | undefined;
  /** Whether there are pages that show a video to whoever has the address. By default there are none. */
  hasPages?: boolean;
  /** Stores that a group became a supergroup. */
  onMoved?: MoveChat | undefined;
}

/** Gives the greetings of a group the id of its supergroup. */
export type MoveChat = (chatId: string, newChatId: string) => Promise<void>;

// Short, because a person waits for the cancellation.
const WITHDRAW_TIMEOUT_MS = 10_000;

/** Delivers videos to Telegram chats. */
export function createTelegramChannel({
  token,
  apiRoot,
  agent,
  logger,
  limits,
  timeoutSeconds = 120,
  onCall,
  hasPages = false,
  onMoved = async () => {},
}: TelegramChannelOptions): Channel {
  const api = new Api(token, clientOptions({ apiRoot, agent }, timeoutSeconds));
  if (onCall !== undefined) api.config.use(observeCalls(onCall));
  if (limits !== undefined) api.config.use(limitCalls({ limits }));
  api.config.use(leaveClosedTopics);
  const notes = createNotes({ api, logger });
  const videoMessages = createVideoMessages({ api, notes, hasPages, logger });

  /** Stores the new id of a group that became a supergroup. The step that waits for it reads the row again. */
  async function follow<T>(chatId: string, work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      const newChatId = movedTo(error);
      if (newChatId !== undefined) await onMoved(chatId, newChatId);
      throw error;
    }
  }

  return {
    name: 'telegram',

    async assertReachable(chatId) {
      const id = requireChat(chatId);
      await translateErrors(() =>
        api.getChat(id).catch((error: unknown) => {
          if (movedTo(error) === undefined) throw error;
        }),
      );
    },

    async deliver(video, recipient, options) {
      const chatId = requireChat(recipient.chatId);
      const show = () => follow(chatId, () => videoMessages.show(chatId, video, recipient, options));
      const delivered = await translateErrors(show, options.signal);
      if (recipient.progressMessageId !== null)
        await notes.remove(chatId, recipient.progressMessageId, { stopping: options.signal });
      return delivered;
    },

    async reportFailure(recipient, errorCode, rememberMessage) {
      const { chatId, messageThreadId, messageId, progressMessageId, language } = recipient;
      const id = requireChat(chatId);
      const texts = textsIn(language);
      const report = failureReport(recipient, errorCode);
      await translateErrors(() =>
        follow(id, async () => {
          if (messageId !== null && (await notes.replace(id, messageId, report))) {
            if (progressMessageId !== null) await notes.remove(id, progressMessageId);
            return;
          }
          if (progressMessageId !== null && (await notes.replace(id, progressMessageId, report))) return;
          const newMessageId = await notes.send(
            { chatId: id, messageThreadId },
            texts('hitch'),
            progressMessageId,
            rememberMessage,
          );
          await notes.replace(id, newMessageId, report);
        }),
      );
    },

    async withdraw({ chatId, messageId, progressMessageId, language }) {
      if (chatId === null) return;
      const timeout = AbortSignal.timeout(WITHDRAW_TIMEOUT_MS);
      const signal = telegramSignal(timeout);
      const removal = { signal, stopping: timeout };
      await translateErrors(async () => {
        // A message whose text cannot be replaced is a video already, and stays.
        const text = textsIn(language)('cancelled-unnamed');
        const isText = messageId !== null && (await notes.replace(chatId, messageId, text, signal));
        if (isText) await notes.remove(chatId, messageId, removal);
        if (progressMessageId !== null) await notes.remove(chatId, progressMessageId, removal);
      }, timeout);
    },
  };
}

/** Returns what happened and what to do about it. Only the person who ordered can try again. */
function failureReport(recipient: Recipient, errorCode: string): string | NoteContent {
  const { name, isOrdered, language } = recipient;
  const texts = textsIn(language);
  const key = keyFor('failure', errorCode);
  if (!isOrdered || name === null) return texts(key ?? 'failure-other', { name: '' });
  return {
    text: texts(key ?? 'failure-named', { name }),
    keyboard: failureKeyboard(recipient, errorCode),
  };
}

async function translateErrors<T>(work: () => Promise<T>, signal?: AbortSignal): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw translateTelegramError(error, signal);
  }
}

function requireChat(chatId: string | null): string {
  if (chatId === null) throw new RefusedError('CHAT_MISSING', 'DELIVERY is telegram, but the greeting has no chat');
  return chatId;
}
