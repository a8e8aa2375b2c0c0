import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { ask } from '#root/bot/ask.js';
import type { TelegramFile } from '#root/bot/attachments.js';
import type { BotContext, MessageContext } from '#root/bot/context.js';
import { downloadAttachments } from '#root/bot/download.js';
import { logFields } from '#root/bot/log-fields.js';
import { InputError } from '#root/errors.js';
import type { CheckedOrder } from '#root/greeting/check-order.js';
import { type Attachments, hasAttachments, type Order } from '#root/greeting/order.js';
import type { GreetingSpec } from '#root/greeting/spec.js';
import { createNotes } from '#root/telegram/notes.js';

/** An order as a chat places it. */
export interface ChatOrder extends Order<TelegramFile> {
  text: string;
  attachments: Attachments<TelegramFile>;
}

/**
 * Orders a greeting and shows a progress message. If the order is wrong, replies with what to change. A redelivered
 * message gives the same greeting.
 */
export async function placeOrder(context: MessageContext, order: ChatOrder): Promise<void> {
  const { services, texts } = context;
  try {
    // Before anything is sent or downloaded: a wrong name, or a photo too many, costs nothing.
    const checked = services.checkOrder(order);
    const { message_id: progressMessageId } = await context.reply(texts.working);
    await submit(context, checked, progressMessageId).catch(async (error: unknown) => {
      await removeMessage(context, progressMessageId);
      throw error;
    });
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    await explain(context, order, error);
  }
}

async function submit(
  context: MessageContext,
  checked: CheckedOrder<TelegramFile>,
  progressMessageId: number,
): Promise<void> {
  const { services, msg } = context;
  const chatId = String(msg.chat.id);
  const spec = await takeIn(context, checked);
  const requestKey = `telegram-${chatId}-${msg.message_id}`;
  const { videoJob, created } = await services.submitter.submit({ spec, chatId, progressMessageId, requestKey });
  // Telegram redelivers updates that were not confirmed. One progress message is enough.
  if (!created) await removeMessage(context, progressMessageId);
  services.logger.info('greeting ordered', { ...logFields(context), videoJobId: videoJob.id, created });
}

async function takeIn(
  { api, apiRoot, intakes, services }: BotContext,
  { content, attachments }: CheckedOrder<TelegramFile>,
): Promise<GreetingSpec> {
  if (!hasAttachments(attachments)) return services.takeIn({ content, attachments: { photos: [] } });
  return intakes(async () => {
    const dir = await mkdtemp(join(await services.workDir(), 'order-'));
    try {
      const files = await downloadAttachments(api, attachments, { apiRoot, dir });
      return await services.takeIn({ content, attachments: files });
    } finally {
      await rm(dir, { recursive: true, force: true });
    }
  });
}

async function removeMessage({ api, services, msg }: MessageContext, messageId: number): Promise<void> {
  await createNotes({ api, logger: services.logger }).remove(String(msg.chat.id), messageId);
}

async function explain(context: MessageContext, { attachments }: ChatOrder, { code, field }: InputError) {
  const text = context.texts.inputErrors[code] ?? context.texts.howTo;
  const isOfWords = field === 'to' || field === 'text';
  if (isOfWords && hasAttachments(attachments)) await ask(context, text, attachments);
  else await context.reply(text);
}
