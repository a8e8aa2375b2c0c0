import type { Transformer } from 'grammy';

export interface SentMessage {
  chatId: string;
  messageId: number;
}

/** Returns a transformer for `api.config.use` that calls `onSent` after each message that was sent. */
export function reportSent(onSent: (sent: SentMessage) => Promise<void>): Transformer {
  return async (call, method, payload, signal) => {
    const response = await call(method, payload, signal);
    if (!response.ok || !method.startsWith('send')) return response;
    const { message_id: messageId, chat } = response.result as { message_id?: number; chat?: { id: number } };
    if (messageId !== undefined && chat !== undefined) await onSent({ chatId: String(chat.id), messageId });
    return response;
  };
}
