import type { Recipient } from '#root/delivery/channel.js';
import type { VideoJob } from '#root/jobs/video-job.js';

/** Returns the recipient of a greeting, with the messages that earlier attempts left in the chat. */
export function recipientOf(videoJob: VideoJob): Recipient {
  const { id, chatId, messageThreadId, orderMessageId, messageId, progressMessageId, chatLanguage, spec } = videoJob;
  const language = chatLanguage ?? spec?.language ?? 'en';
  const messages = { orderMessageId, messageId, progressMessageId };
  return { videoJobId: id, chatId, messageThreadId, name: spec?.to ?? null, ...messages, language };
}
