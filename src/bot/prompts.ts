import type { Message } from 'grammy/types';
import type { ChatFiles } from '#root/bot/attachments.js';

/** Files by the question that asked for their words. A reply includes the question, but not the files. */
export type Prompts = ReturnType<typeof createPrompts>;

const MAX_QUESTIONS = 10_000;

/** Keeps the newest questions in memory. If an older one is answered, the bot asks for the files again. */
export function createPrompts() {
  const filesByQuestion = new Map<string, ChatFiles>();
  const keyOf = ({ chat, message_id }: Message) => `${chat.id}-${message_id}`;
  return {
    find: (question: Message) => filesByQuestion.get(keyOf(question)),

    add(question: Message, attachments: ChatFiles): void {
      filesByQuestion.set(keyOf(question), attachments);
      if (filesByQuestion.size > MAX_QUESTIONS) filesByQuestion.delete(filesByQuestion.keys().next().value ?? '');
    },
  };
}
