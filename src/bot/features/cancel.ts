import { Composer } from 'grammy';
import type { Message } from 'grammy/types';
import { isAdmin } from '#root/bot/admins.js';
import type { BotContext } from '#root/bot/context.js';
import { discardDraft } from '#root/bot/drafts/discard.js';
import { draftChat, senderOf } from '#root/bot/drafts/place.js';
import { logFields } from '#root/bot/log-fields.js';
import type { VideoJob } from '#root/jobs/video-job.js';
import type { Texts } from '#root/telegram/texts.js';

/**
 * /cancel: discards the draft that the sender has open, or cancels the sender's newest greeting that has not ended, whichever
 * is newer. In a group, admins may cancel the greetings of others.
 */
export const cancel = new Composer<BotContext>();

cancel.command('cancel', async (context) => {
  const { services, texts, msg } = context;
  const chosen = await choose(context, msg);
  const draft = await services.drafts.findOpen(draftChat(context), senderOf(msg) ?? '');
  const isDraft = draft !== undefined && (typeof chosen !== 'object' || chosen.createdAt < draft.updatedAt);
  if (isDraft && (await discardDraft(context, draft))) {
    await context.reply(texts('discarded'));
    return;
  }
  if (chosen === 'not yours') {
    await context.reply(texts('not-yours'));
    return;
  }
  const cancelled = chosen && (await services.submitter.cancel(chosen.id));
  await context.reply(cancelled === undefined ? texts('nothing-to-cancel') : cancelledText(texts, cancelled));
  if (cancelled !== undefined) {
    services.logger.info('greeting cancelled', { ...logFields(context), videoJobId: cancelled.id });
  }
});

function cancelledText(texts: Texts, { spec }: VideoJob): string {
  return spec === null ? texts('cancelled-unnamed') : texts('cancelled', { name: spec.to });
}

async function choose(context: BotContext, msg: Message): Promise<VideoJob | 'not yours' | undefined> {
  const { videoJobs } = context.services;
  const chatId = String(msg.chat.id);
  const newest = await videoJobs.findOpenInChat(chatId);
  if (newest === undefined || msg.chat.type === 'private') return newest;
  const sender = senderOf(msg);
  const own = sender === null ? undefined : await videoJobs.findOpenInChat(chatId, sender);
  // Rows of older versions do not say who ordered, so only an admin may cancel them.
  return own ?? ((await isSentByAdmin(context, msg)) ? newest : 'not yours');
}

async function isSentByAdmin(context: BotContext, { chat, from, sender_chat }: Message): Promise<boolean> {
  // An admin may stay anonymous and write in the name of the group: https://core.telegram.org/bots/api#message
  if (sender_chat !== undefined || from === undefined) return sender_chat?.id === chat.id;
  return isAdmin(context, chat.id, from.id);
}
