import type { BotContext } from '#root/bot/context.js';
import { ifAllowed } from '#root/bot/drafts/if-allowed.js';
import { topicOf } from '#root/bot/drafts/place.js';
import { followProgress } from '#root/bot/follow-progress.js';
import { logFields } from '#root/bot/log-fields.js';
import { hasEnded, type VideoJob } from '#root/jobs/video-job.js';

/**
 * Orders a greeting with the same content for the chat. The message that offers it becomes the status message. A second tap
 * on its button orders nothing more.
 */
export async function makeAgain(context: BotContext, { id, spec }: VideoJob): Promise<void> {
  const { msg, from, services, texts, language } = context;
  if (spec === null || msg === undefined) return;
  const requestKey = `again-${id}-${msg.chat.id}-${msg.message_id}`;
  const orderedBy = String(from?.id);
  const order = {
    ...{ spec, requestKey, orderedBy, chatId: String(msg.chat.id) },
    ...{ messageThreadId: topicOf(msg), chatLanguage: language },
  };
  const known = await services.videoJobs.findByRequest(requestKey);
  const submitted =
    known === undefined
      ? await ifAllowed(context, orderedBy, () => services.submitter.submit(order))
      : { videoJob: known, created: false };
  if (submitted === undefined) return;
  const { videoJob, created } = submitted;
  await context.answerPress(created ? undefined : texts('card-ordered'));
  if (created) services.logger.info('greeting ordered', { ...logFields(context), videoJobId: videoJob.id });
  if (!hasEnded(videoJob)) await followProgress(context, videoJob, { becomes: msg.message_id });
}
