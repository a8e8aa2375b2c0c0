import { Composer, type Filter } from 'grammy';
import type { BotContext } from '#root/bot/context.js';
import { logFields } from '#root/bot/log-fields.js';
import { InputError } from '#root/errors.js';

/** A plain "name: text" message becomes a greeting. */
export const greeting = new Composer<BotContext>();

greeting.on('message:text', async (context) => {
  const request = parseMessage(context.msg.text);
  if (request === undefined) {
    await context.reply(context.texts.howTo);
    return;
  }
  try {
    await order(context, request);
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    await context.reply(context.texts.inputErrors[error.code] ?? context.texts.howTo);
  }
});

async function order(
  context: Filter<BotContext, 'message:text'>,
  request: { to: string; text: string },
): Promise<void> {
  const { services, texts, chat, msg } = context;
  const spec = services.parseRequest(request);
  const { message_id: progressMessageId } = await context.reply(texts.working);
  const chatId = String(chat.id);
  const order = { spec, chatId, progressMessageId, requestKey: `telegram-${chatId}-${msg.message_id}` };
  const { videoJob, created } = await services.submit(order).catch(async (error: unknown) => {
    await context.api.deleteMessage(chat.id, progressMessageId);
    throw error;
  });
  // Telegram brings an update again where it is not sure that it arrived: one progress message is enough.
  if (!created) await context.api.deleteMessage(chat.id, progressMessageId);
  services.logger.info('greeting ordered', { ...logFields(context), videoJobId: videoJob.id, created });
}

/** Returns the name before the first colon and the text after it, or undefined where there is none. */
export function parseMessage(message: string): { to: string; text: string } | undefined {
  const colon = message.indexOf(':');
  if (colon < 0) return undefined;
  return { to: message.slice(0, colon), text: message.slice(colon + 1) };
}
