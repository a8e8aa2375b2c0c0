import type { BotContext } from '#root/bot/context.js';
import { ifAllowed } from '#root/bot/drafts/if-allowed.js';
import { followProgress } from '#root/bot/follow-progress.js';
import { hasEnded, type VideoJob } from '#root/jobs/video-job.js';
import { createNotes } from '#root/telegram/notes.js';

/**
 * Makes a failed greeting once more, and shows how far it is. Returns the row, which has not ended unless it had another end
 * before.
 * @param noteId message about the failure, if the person pressed a button under it
 */
export async function retryFailed(context: BotContext, failed: VideoJob, noteId?: number): Promise<VideoJob> {
  const { services } = context;
  const retry = () => services.submitter.retry(failed.id);
  const retried = failed.status === 'FAILED' ? await ifAllowed(context, failed.orderedBy ?? '', retry) : undefined;
  const videoJob = retried ?? (await services.videoJobs.find(failed.id)) ?? failed;
  if (hasEnded(videoJob)) return videoJob;
  await endReport(context, videoJob, noteId);
  await followProgress(context, videoJob);
  return videoJob;
}

/** The report loses its buttons. The delivery turns the message into the video, or removes it. */
async function endReport(
  { api, services, texts }: BotContext,
  { id, chatId, messageId, progressMessageId }: VideoJob,
  noteId: number | undefined,
): Promise<void> {
  if (chatId === null) return;
  const notes = createNotes({ api, logger: services.logger });
  const known = [messageId, progressMessageId].filter((each) => each !== null);
  // A group that became a supergroup has lost the ids.
  if (noteId !== undefined && known.length === 0) await services.videoJobs.saveProgressMessage(id, noteId, null);
  for (const note of noteId === undefined ? known : [noteId]) {
    if (await notes.replace(chatId, note, { text: texts('trying-again') })) return;
  }
}
