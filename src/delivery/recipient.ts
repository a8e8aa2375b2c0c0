import type { Recipient } from '#root/delivery/channel.js';
import type { VideoJob } from '#root/jobs/video-job.js';

/** Returns the recipient of a greeting, with the messages that earlier attempts left in the chat. */
export function recipientOf({ id, chatId, messageThreadId, messageId, progressMessageId, spec }: VideoJob): Recipient {
  const language = spec?.language ?? 'en';
  return { videoJobId: id, chatId, messageThreadId, messageId, progressMessageId, language };
}
