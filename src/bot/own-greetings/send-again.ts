import type { InlineKeyboardButton } from 'grammy/types';
import type { BotContext } from '#root/bot/context.js';
import { topicFor } from '#root/bot/topic-for.js';
import { videoKeyboard } from '#root/delivery/keyboards.js';
import { recipientOf } from '#root/delivery/recipient.js';
import { hasEnded, type VideoJob } from '#root/jobs/video-job.js';
import { encodeCallback } from '#root/telegram/callback-data.js';
import { isRefusedPermanently } from '#root/telegram/telegram-errors.js';

/** Sends the video of a greeting to the chat once more. If that is not possible, offers to make it again. */
export async function sendAgain(context: BotContext, videoJob: VideoJob): Promise<void> {
  if (!hasEnded(videoJob)) return context.answerPress(context.texts('video-in-work'));
  await context.answerPress();
  if (videoJob.status === 'FAILED') return offerAgain(context, videoJob, 'video-failed');
  if (videoJob.status === 'CANCELLED') return offerAgain(context, videoJob, 'video-cancelled');
  if (!(await isSent(context, videoJob))) await offerAgain(context, videoJob, 'video-lost');
}

/** Sends the file that Telegram keeps. Returns false if there is none. */
async function isSent(context: BotContext, videoJob: VideoJob): Promise<boolean> {
  const { telegramFileId, chatId } = videoJob;
  if (telegramFileId === null) return false;
  // The buttons change a greeting in its own chat only.
  const isHere = chatId === String(context.chat?.id);
  const canShare = context.me.supports_inline_queries;
  const hasPage = context.services.config.api.publicUrl !== undefined;
  const inline_keyboard = isHere ? videoKeyboard(recipientOf(videoJob), { canShare, hasPage }) : [];
  try {
    await context.replyWithVideo(telegramFileId, { ...topicFor(context), reply_markup: { inline_keyboard } });
    return true;
  } catch (error) {
    if (isRefusedPermanently(error)) return false;
    throw error;
  }
}

async function offerAgain(
  context: BotContext,
  { id, spec }: VideoJob,
  key: 'video-lost' | 'video-failed' | 'video-cancelled',
): Promise<void> {
  const { texts } = context;
  const again: InlineKeyboardButton = {
    text: texts('button-again'),
    callback_data: encodeCallback({ kind: 'greeting', id, action: 's', value: 'again' }),
  };
  // What this version cannot read it cannot make.
  const inline_keyboard = spec === null ? [] : [[again]];
  await context.reply(texts(key), { ...topicFor(context), reply_markup: { inline_keyboard } });
}
