import type { BotContext } from '#root/bot/context.js';
import { isInSight } from '#root/bot/drafts/show.js';
import type { Draft } from '#root/jobs/draft.js';
import { hasEnded, type VideoJob } from '#root/jobs/video-job.js';
import { deliverStep } from '#root/queue/definitions/deliver.js';
import { createNotes } from '#root/telegram/notes.js';

/**
 * Shows that a greeting is being made, in place of its card, after the order is stored, so that no failure of Telegram
 * loses the order. An order that is handled twice gets no second message, and one that is being delivered needs none.
 */
export async function showProgress(context: BotContext, draft: Draft, videoJob: VideoJob): Promise<void> {
  const { api, services, texts } = context;
  const { id, chatId, messageThreadId, progressMessageId } = videoJob;
  if (progressMessageId !== null || chatId === null || hasEnded(videoJob)) return;
  const notes = createNotes({ api, logger: services.logger });
  const card = draft.cardMessageId;
  const save = (sent: number, known: number | null) => services.videoJobs.saveProgressMessage(id, sent, known);
  const isCard =
    card !== null && (await isInSight(context, draft)) && (await notes.replace(chatId, card, texts('working')));
  const messageId = isCard
    ? await save(card, null)
    : await notes.send({ chatId, messageThreadId }, texts('working'), null, save);
  if (card !== null && !isCard) await notes.remove(chatId, card);
  const now = await services.videoJobs.find(id);
  // The delivery read the row before it knew this message, so it will not remove it.
  if (now !== undefined && now.status !== 'FAILED' && (hasEnded(now) || now.step === deliverStep.name)) {
    await notes.remove(now.chatId ?? chatId, messageId);
  }
}
