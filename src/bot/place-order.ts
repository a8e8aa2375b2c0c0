import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Message } from 'grammy/types';
import { ask } from '#root/bot/ask.js';
import type { ChatFiles, TelegramFile } from '#root/bot/attachments.js';
import type { BotContext, MessageContext } from '#root/bot/context.js';
import { downloadAttachments } from '#root/bot/download.js';
import { limits } from '#root/bot/limits.js';
import { logFields } from '#root/bot/log-fields.js';
import { InputError } from '#root/errors.js';
import type { CheckedOrder } from '#root/greeting/check-order.js';
import { hasAttachments, type Order } from '#root/greeting/order.js';
import type { GreetingSpec } from '#root/greeting/spec.js';
import { hasEnded, type VideoJob } from '#root/jobs/video-job.js';
import { deliverStep } from '#root/queue/definitions/deliver.js';
import { createNotes } from '#root/telegram/notes.js';
import { keyFor } from '#root/telegram/text-keys.js';

/** An order as a chat places it. */
export interface ChatOrder extends Order<TelegramFile> {
  text: string;
  attachments: ChatFiles;
}

/** Returns the id of the user who sent a message, or of the chat in whose name it was sent. */
export function senderOf({ sender_chat, from }: Message): string | null {
  return (sender_chat?.id ?? from?.id)?.toString() ?? null;
}

/** Returns the topic of a forum that a message belongs to. Outside of forums, replies have a thread id as well. */
function topicOf({ is_topic_message, message_thread_id }: Message): number | null {
  return is_topic_message === true ? (message_thread_id ?? null) : null;
}

/**
 * Orders a greeting and shows a progress message. If the order is wrong, replies with what to change. A redelivered
 * message gives the same greeting.
 */
export async function placeOrder(context: MessageContext, order: ChatOrder): Promise<void> {
  try {
    await showProgress(context, await submit(context, order));
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    await explain(context, order, error);
  }
}

async function submit(context: MessageContext, order: ChatOrder): Promise<VideoJob> {
  const { services, msg, me, language } = context;
  const chatId = String(msg.chat.id);
  const spec = await takeInWhole(context, order);
  const { videoJob, created } = await services.submitter.submit({
    spec,
    chatId,
    messageThreadId: topicOf(msg),
    orderedBy: senderOf(msg),
    chatLanguage: language,
    // Bots that share a database count the messages of a chat alike.
    requestKey: `telegram-${me.id}-${chatId}-${msg.message_id}`,
  });
  order.attachments.album.isClosed = true;
  services.logger.info('greeting ordered', { ...logFields(context), videoJobId: videoJob.id, created });
  return videoJob;
}

/**
 * Sends the progress message after the order is stored, so that no failure of Telegram loses the order. A redelivered
 * order gets no second one, and one that is being delivered needs none.
 */
async function showProgress({ api, services, texts }: MessageContext, videoJob: VideoJob): Promise<void> {
  const { id, chatId, messageThreadId, progressMessageId } = videoJob;
  if (progressMessageId !== null || chatId === null || hasEnded(videoJob)) return;
  const notes = createNotes({ api, logger: services.logger });
  const messageId = await notes.send({ chatId, messageThreadId }, texts('working'), null, (sent, known) =>
    services.videoJobs.saveProgressMessage(id, sent, known),
  );
  const now = await services.videoJobs.find(id);
  // The delivery read the row before it knew this message, so it will not remove it.
  if (now !== undefined && now.status !== 'FAILED' && (hasEnded(now) || now.step === deliverStep.name)) {
    await notes.remove(now.chatId ?? chatId, messageId);
  }
}

/** Takes the files in, again if more of the album arrive meanwhile. */
async function takeInWhole(context: MessageContext, order: ChatOrder): Promise<GreetingSpec> {
  for (;;) {
    const { photos, recording, album } = order.attachments;
    // Before anything is downloaded: a wrong name, or a photo too many, costs nothing.
    const checked = context.services.checkOrder({ ...order, attachments: { photos, recording } });
    const spec = await takeIn(context, checked);
    if (!(await context.joinAlbum(album))) return spec;
  }
}

async function takeIn(
  { api, server, intakes, services }: BotContext,
  { content, attachments }: CheckedOrder<TelegramFile>,
): Promise<GreetingSpec> {
  if (!hasAttachments(attachments)) return services.takeIn({ content, attachments: { photos: [] } });
  return intakes(async () => {
    const dir = await mkdtemp(join(await services.workDir(), 'order-'));
    try {
      const files = await downloadAttachments(api, attachments, { server, dir });
      return await services.takeIn({ content, attachments: files });
    } finally {
      await rm(dir, { recursive: true, force: true });
    }
  });
}

async function explain(context: MessageContext, { attachments }: ChatOrder, { code, field }: InputError) {
  const key = keyFor('input', code);
  const text = key === undefined ? context.texts('how-to') : context.texts(key, limits);
  const isOfWords = field === 'to' || field === 'text';
  if (isOfWords && hasAttachments(attachments)) await ask(context, text, attachments);
  else await context.reply(text);
}
