import { Composer } from 'grammy';
import { stopBatch } from '#root/bot/batches/stop-batch.js';
import type { BotContext, MessageContext } from '#root/bot/context.js';
import { discardDraft } from '#root/bot/drafts/discard.js';
import { draftChat, senderOf } from '#root/bot/drafts/place.js';
import { readGiven } from '#root/bot/drafts/read-given.js';
import { cancelOrder } from '#root/bot/features/press-order.js';
import { mayControl } from '#root/bot/rights.js';
import type { VideoJob } from '#root/jobs/video-job.js';

/**
 * /cancel, or such a word: discards the draft that the sender has open, or cancels the sender's newest greeting that has not
 * ended: the newer one of the two, a greeting with its whole batch. In a group, admins may cancel the greetings of
 * others. The status message shows what was cancelled.
 */
export const cancel = new Composer<BotContext>();

cancel.command('cancel', cancelNewest);

cancel.chatType('private').on('message:text', async (context, next) => {
  const { meaning } = readGiven(context.album.messages, context.me);
  await (meaning?.kind === 'cancel' ? cancelNewest(context) : next());
});

async function cancelNewest(context: MessageContext): Promise<void> {
  const { services, texts, msg } = context;
  const chosen = await choose(context);
  const draft = await services.drafts.findOpen(draftChat(context), senderOf(msg) ?? '');
  const isDraft = draft !== undefined && (typeof chosen !== 'object' || chosen.createdAt < draft.updatedAt);
  if (isDraft) {
    // Before it is gone: handled once more, the command would cancel a greeting.
    await context.reply(texts('discarded'));
    await discardDraft(context, draft);
    return;
  }
  if (chosen === 'not yours') {
    await context.reply(texts('not-yours'));
    return;
  }
  if (chosen !== undefined && chosen.batchId !== null) {
    const isStopped = await stopBatch(context, chosen.batchId);
    await context.reply(texts(isStopped ? 'batch-stopping' : 'nothing-to-cancel'));
    return;
  }
  const isCancelled = chosen !== undefined && (await cancelOrder(context, chosen, msg.message_id));
  if (!isCancelled && chosen?.status !== 'CANCELLED') await context.reply(texts('nothing-to-cancel'));
}

// Nobody decides so quickly to cancel another one.
const SECOND_TAP_MS = 2_000;

async function choose(context: MessageContext): Promise<VideoJob | 'not yours' | undefined> {
  const { videoJobs } = context.services;
  const { msg } = context;
  const chatId = String(msg.chat.id);
  const newest = await videoJobs.findOpenInChat(chatId);
  // What was cancelled before the handling was interrupted is meant, or by the first of two taps, and no second greeting.
  const mayBeDone = context.isRepeated || (newest !== undefined && msg.chat.type === 'private');
  const since = new Date(msg.date * 1_000 - (context.isRepeated ? 0 : SECOND_TAP_MS));
  const done = mayBeDone ? await videoJobs.findCancelledInChat(chatId, since) : undefined;
  if (done !== undefined) return done;
  if (newest === undefined || msg.chat.type === 'private') return newest;
  const sender = senderOf(msg);
  const own = sender === null ? undefined : await videoJobs.findOpenInChat(chatId, sender);
  return own ?? ((await mayControl(context, newest)) ? newest : 'not yours');
}
