import type { BotContext } from '#root/bot/context.js';
import type { StatusPlace } from '#root/jobs/chat-status.js';
import type { VideoJob } from '#root/jobs/video-job.js';

/**
 * Shows how far a greeting is, or that it was cancelled, in the status message of its chat. A row keeps it, so that no failure of
 * Telegram loses anything, and the message is sent while this returns. It may be called again.
 */
export async function followProgress(
  { me, services, language }: BotContext,
  { id, chatId, messageThreadId, chatLanguage }: VideoJob,
  messages: Pick<StatusPlace, 'becomes' | 'removes' | 'belowId'> = {},
): Promise<void> {
  if (chatId === null) return;
  const place = { botId: String(me.id), chatId, messageThreadId, language: chatLanguage ?? language };
  await services.statuses.attach(id, { ...place, ...messages });
  services.showStatuses();
}
