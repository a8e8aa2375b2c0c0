import type { Transformer } from 'grammy';
import { isAboutTopic } from '#root/telegram/telegram-errors.js';

export interface CallEnd {
  method: string;
  /** `ok`, the error code, `unreachable`, or `aborted` if this process ended the call. */
  answer: string;
}

export type OnCall = (end: CallEnd) => void;

/**
 * Sends a message to the main topic of a forum if its own topic was closed or deleted, in a transformer for
 * `api.config.use`.
 */
export const leaveClosedTopics: Transformer = async (call, method, payload, signal) => {
  const response = await call(method, payload, signal);
  const { message_thread_id: topic, ...elsewhere } = payload as Record<string, unknown>;
  if (response.ok || topic === undefined || !isAboutTopic(response.description)) return response;
  return call(method, elsewhere as typeof payload, signal);
};

/**
 * Returns a transformer for `api.config.use` that sends a message to the supergroup that its group has become, after
 * `onMoved` has stored the new id. What the message replies to has another id there.
 */
export function followMovedChats(onMoved: (chatId: string, newChatId: string) => Promise<void>): Transformer {
  return async (call, method, payload, signal) => {
    const response = await call(method, payload, signal);
    const newChatId = response.ok ? undefined : response.parameters?.migrate_to_chat_id;
    if (newChatId === undefined || !method.startsWith('send')) return response;
    const { chat_id, reply_parameters, ...content } = payload as Record<string, unknown>;
    await onMoved(String(chat_id), String(newChatId));
    return call(method, { ...content, chat_id: newChatId } as typeof payload, signal);
  };
}

/** Returns a transformer for `api.config.use` that reports how each call of the Bot API ended. */
export function observeCalls(onCall: OnCall): Transformer {
  return async (call, method, payload, signal) => {
    try {
      const response = await call(method, payload, signal);
      onCall({ method, answer: response.ok ? 'ok' : String(response.error_code) });
      return response;
    } catch (error) {
      onCall({ method, answer: signal?.aborted ? 'aborted' : 'unreachable' });
      throw error;
    }
  };
}
