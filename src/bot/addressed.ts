import type { MiddlewareFn } from 'grammy';
import type { Message, UserFromGetMe } from 'grammy/types';
import type { BotContext } from '#root/bot/context.js';
import { draftChat } from '#root/bot/drafts/place.js';

/**
 * In a group, ignores all messages but those for the bot: a reply to it, a message that mentions it, or a late part of an
 * album that it was given.
 */
export const onlyAddressed: MiddlewareFn<BotContext> = async (context, next) => {
  const { album, services } = context;
  const isMeant = isForBot(context);
  const isLate = async () => album.id !== null && (await services.drafts.findByAlbum(draftChat(context), album.id));
  if (isMeant || (await isLate())) await next();
};

/** Returns whether one of the messages of an update is in a private chat, answers the bot, names it or is a command for it. */
export function isForBot({ chat, me, album }: Pick<BotContext, 'chat' | 'me' | 'album'>): boolean {
  return chat?.type === 'private' || album.messages.some((message) => isAddressed(message, me));
}

/** Returns words without the bot's name. */
function withoutMention(words: string, { username }: UserFromGetMe): string {
  return words.replace(new RegExp(`@${username}\\b`, 'gi'), '');
}

const GREET = /^\s*\/greet(?=\s|$)/i;

/** Returns whether a message is the command that orders a greeting in a group. */
export function isGreet({ text, caption }: Message, me: UserFromGetMe): boolean {
  return GREET.test(withoutMention(text ?? caption ?? '', me));
}

/** Returns a message's words without the bot's name and the command that orders. */
export function wordsFor(me: UserFromGetMe, { text, caption }: Message): string {
  return withoutMention(text ?? caption ?? '', me)
    .replace(GREET, '')
    .trim();
}

/** Returns whether a message names the bot. */
export function mentionsBot({ text, caption }: Message, me: UserFromGetMe): boolean {
  const words = text ?? caption ?? '';
  return withoutMention(words, me) !== words;
}

function isAddressed(message: Message, me: UserFromGetMe): boolean {
  // A post of a channel that Telegram puts into its group is not for the bot.
  if (message.is_automatic_forward === true) return false;
  return message.reply_to_message?.from?.id === me.id || mentionsBot(message, me) || isGreet(message, me);
}
