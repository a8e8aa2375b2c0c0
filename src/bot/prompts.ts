import type { Message } from 'grammy/types';
import type { TelegramFile } from '#root/bot/attachments.js';
import type { Attachments } from '#root/greeting/order.js';

/** The files that questions in chats are about. An answer holds its question, but not what that was an answer to. */
export type Prompts = ReturnType<typeof createPrompts>;

const MOST = 10_000;

/** Remembers the newest questions only, and none beyond the process: who answers an older one is asked for the files. */
export function createPrompts() {
  const asked = new Map<string, Attachments<TelegramFile>>();
  const keyOf = ({ chat, message_id }: Message) => `${chat.id}-${message_id}`;
  return {
    find: (question: Message) => asked.get(keyOf(question)),

    add(question: Message, attachments: Attachments<TelegramFile>): void {
      asked.set(keyOf(question), attachments);
      if (asked.size > MOST) asked.delete(asked.keys().next().value ?? '');
    },
  };
}
