import type { Message } from 'grammy/types';
import type { BotContext } from '#root/bot/context.js';
import type { Draft } from '#root/jobs/draft.js';
import type { DraftChat } from '#root/jobs/draft-search.js';

/** Returns the id of the user who sent a message, or of the chat in whose name it was sent. */
export function senderOf({ sender_chat, from }: Pick<Message, 'sender_chat' | 'from'>): string | null {
  return (sender_chat?.id ?? from?.id)?.toString() ?? null;
}

/** Returns the topic of a forum that a message belongs to. Outside of forums, replies have a thread id as well. */
export function topicOf({ is_topic_message, message_thread_id }: Message): number | null {
  return is_topic_message === true ? (message_thread_id ?? null) : null;
}

/** Returns the chat of an update, in which its drafts are. */
export function draftChat({ chat, me }: BotContext): DraftChat {
  return { botId: String(me.id), chatId: String(chat?.id) };
}

/** Returns whether the chat has several people: its id is negative. There, a draft is asked about in replies. */
export function isGroup({ chatId }: Pick<Draft, 'chatId'>): boolean {
  return chatId.startsWith('-');
}
