import { Composer } from 'grammy';
import type { ChatMember } from 'grammy/types';
import type { BotContext } from '#root/bot/context.js';
import { logFields } from '#root/bot/log-fields.js';

/** Says how to order in a group that the bot was added to, and ends the greetings of a chat that it can no longer write to. */
export const followMembership = new Composer<BotContext>();

followMembership.on('my_chat_member', async (context) => {
  const { chat, me, services, texts } = context;
  const { old_chat_member: before, new_chat_member: now } = context.myChatMember;
  if (!isIn(now)) {
    await services.statuses.abandon(String(me.id), String(chat.id));
    const ended = await services.submitter.abandon(String(chat.id));
    services.logger.info('bot removed from a chat', { ...logFields(context), cancelled: ended.length });
  } else if (!isIn(before) && (chat.type === 'group' || chat.type === 'supergroup')) {
    await context.reply(texts('added-to-group'));
  }
});

/** Returns whether the bot may see the chat. A person who blocks the bot "kicks" it. */
function isIn(member: ChatMember): boolean {
  return member.status === 'restricted' ? member.is_member : member.status !== 'left' && member.status !== 'kicked';
}
