import type { BotContext } from '#root/bot/context.js';
import { isInSight } from '#root/bot/drafts/show.js';
import { followProgress } from '#root/bot/follow-progress.js';
import type { Draft } from '#root/jobs/draft.js';
import type { VideoJob } from '#root/jobs/video-job.js';

/** Shows how far the greeting of a draft is. The card becomes the status message if the person sees it, else it is removed. */
export async function followOrder(context: BotContext, draft: Draft, videoJob: VideoJob): Promise<void> {
  const belowId = context.callbackQuery === undefined ? (context.msg?.message_id ?? null) : null;
  const card = draft.cardMessageId;
  const isSeen = card !== null && (await isInSight(context, draft));
  await followProgress(context, videoJob, { becomes: isSeen ? card : null, removes: isSeen ? null : card, belowId });
}
