import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { GrammyError } from 'grammy';
import type { Message } from 'grammy/types';
import type { BotContext } from '#root/bot/context.js';
import { logFields } from '#root/bot/log-fields.js';
import { download, hasMedia, type MessageMedia } from '#root/bot/media.js';
import { ask } from '#root/bot/prompts.js';
import { InputError } from '#root/errors.js';
import { templateFor } from '#root/greeting/occasions.js';
import type { GreetingRequest } from '#root/greeting/request.js';
import type { GreetingSpec } from '#root/greeting/spec.js';
import { createNotes } from '#root/telegram/notes.js';

export interface Order {
  to: string;
  text: string;
  media: MessageMedia;
}

/**
 * Makes a greeting of what a message asks for, with a message that tells of its progress; what is wrong with it is said
 * in the chat. The same message again is the same greeting.
 */
export async function placeOrder(context: BotContext & { msg: Message }, order: Order): Promise<void> {
  const { services, texts } = context;
  try {
    // Before anything is said or fetched: a wrong name, or a photo too many, costs nothing.
    const spec = services.parseRequest(requestOf(order));
    const { message_id: progressMessageId } = await context.reply(texts.working);
    await submit(context, { order, spec, progressMessageId }).catch(async (error: unknown) => {
      await removeMessage(context, progressMessageId);
      throw error;
    });
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    const text = texts.inputErrors[error.code] ?? texts.howTo;
    const isOfWords = error.field === 'to' || error.field === 'text';
    if (isOfWords && hasMedia(order.media)) await ask(context, text, order.media);
    else await context.reply(text);
  }
}

/** With what is known of its files before they are taken in. */
function requestOf({ to, text, media }: Order): GreetingRequest {
  const recording = media.recording === undefined ? undefined : { soundKey: '', durationMs: 0 };
  return { to, text, template: templateFor(text), photos: media.photos, recording };
}

async function submit(
  context: BotContext & { msg: Message },
  { order, spec, progressMessageId }: { order: Order; spec: GreetingSpec; progressMessageId: number },
): Promise<void> {
  const { services, msg } = context;
  const chatId = String(msg.chat.id);
  const { photos, recording } = order.media;
  const whole =
    photos.length === 0 && recording === undefined ? spec : await context.intakes(() => withMedia(context, order));
  const requestKey = `telegram-${chatId}-${msg.message_id}`;
  const { videoJob, created } = await services.submit({ spec: whole, chatId, progressMessageId, requestKey });
  // Telegram brings an update again where it is not sure that it arrived: one progress message is enough.
  if (!created) await removeMessage(context, progressMessageId);
  services.logger.info('greeting ordered', { ...logFields(context), videoJobId: videoJob.id, created });
}

async function removeMessage({ api, services, msg }: BotContext & { msg: Message }, messageId: number): Promise<void> {
  await createNotes({ api, logger: services.logger }).remove(String(msg.chat.id), messageId);
}

async function withMedia({ api, services }: BotContext, order: Order): Promise<GreetingSpec> {
  const { media, ...words } = order;
  const dir = await mkdtemp(join(services.workDir, 'order-'));
  try {
    const fetched = async (fileId: string, name: string) => {
      const path = join(dir, name);
      await download(api, fileId, { apiRoot: services.apiRoot, path });
      return path;
    };
    // All have ended before the directory goes, also where one has failed.
    const downloads = await Promise.allSettled(media.photos.map((fileId, index) => fetched(fileId, `photo-${index}`)));
    const photo = downloads.map((download) => {
      if (download.status === 'rejected') throw download.reason;
      return download.value;
    });
    const recording = media.recording === undefined ? undefined : await fetched(media.recording, 'recording');
    const files = recording === undefined ? { photo } : { photo, recording };
    return services.parseRequest(await services.takeFiles({ ...words, template: templateFor(words.text), ...files }));
  } catch (error) {
    // getFile refuses what is over 20 MB, and only that: the id has just come from Telegram.
    if (!(error instanceof GrammyError) || error.error_code !== 400) throw error;
    throw new InputError('recording', 'MEDIA_TOO_LARGE', 'Telegram does not hand out so large a file', {
      cause: error,
    });
  } finally {
    await rm(dir, { recursive: true, force: true });
  }
}
