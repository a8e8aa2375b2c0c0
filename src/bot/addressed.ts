import type { MiddlewareFn } from 'grammy';
import type { Message, UserFromGetMe } from 'grammy/types';
import type { BotContext } from '#root/bot/context.js';

/** In a group, ignores all messages but those for the bot: a reply to it, or a message that mentions it. */
export const onlyAddressed: MiddlewareFn<BotContext> = async (context, next) => {
  const { chat, me, album } = context;
  if (chat?.type === 'private' || album.messages.some((message) => isAddressed(message, me))) await next();
};

/** Returns a message's words without the bot's name. */
export function withoutMention(words: string, { username }: UserFromGetMe): string {
  return words.replace(new RegExp(`@${username}\\b`, 'gi'), '');
}

function isAddressed({ reply_to_message: answered, text, caption }: Message, me: UserFromGetMe): boolean {
  const words = text ?? caption ?? '';
  return answered?.from?.id === me.id || withoutMention(words, me) !== words;
}
