import type { Recipient } from '#root/delivery/channel.js';
import type { VideoJob } from '#root/jobs/video-job.js';

/** Returns whom the greeting is brought to, and what an earlier try has left there. */
export function recipientOf({ id, chatId, messageId, progressMessageId, spec }: VideoJob): Recipient {
  return { videoJobId: id, chatId, messageId, progressMessageId, language: spec?.language ?? 'en' };
}
