import type { Recipient } from '#root/delivery/channel.js';
import type { VideoJob } from '#root/jobs/video-job.js';

/** Returns the recipient of a greeting, with the messages that earlier attempts left in the chat. */
export function recipientOf(videoJob: VideoJob): Recipient {
  const { id, chatId, messageThreadId, orderMessageId, messageId, progressMessageId, videoNoteId } = videoJob;
  const { chatLanguage, orderedBy, spec } = videoJob;
  return {
    videoJobId: id,
    chatId,
    messageThreadId,
    orderMessageId,
    messageId,
    progressMessageId,
    language: chatLanguage ?? spec?.language ?? 'en',
    name: spec?.to ?? null,
    isOrdered: orderedBy !== null && chatLanguage !== null && spec !== null,
    hasOwnVoice: spec?.recording !== undefined,
    isVideoNote: spec?.isVideoNote === true,
    videoNoteId,
  };
}
