import { Composer } from 'grammy';
import type { BotContext } from '#root/bot/context.js';
import { draftChat, senderOf, topicOf } from '#root/bot/drafts/place.js';
import { showDraft } from '#root/bot/drafts/show.js';

/** /new: leads through the occasion, the name and the words. In a group, the answers of several people would mix. */
export const startNew = new Composer<BotContext>();

startNew.chatType('private').command('new', async (context) => {
  const { services, language, msg } = context;
  const draft = await services.drafts.create({
    ...draftChat(context),
    ownerId: senderOf(msg) ?? '',
    messageThreadId: topicOf(msg),
    orderMessageId: msg.message_id,
    language,
    content: { screen: 'occasion', isLed: true },
  });
  await showDraft(context, draft);
});
