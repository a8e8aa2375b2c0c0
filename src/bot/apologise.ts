import type { BotContext } from '#root/bot/context.js';
import { logFields } from '#root/bot/log-fields.js';
import type { Logger } from '#root/logger.js';
import { translateTelegramError } from '#root/telegram/telegram-errors.js';

/** Says in the chat why a message or a press of a button has no effect. Other updates get no answer. Never throws. */
export async function apologise(
  context: BotContext,
  key: 'unavailable' | 'broken' | 'file-given-up',
  logger: Logger,
): Promise<void> {
  const { message, callbackQuery, chat } = context;
  if (chat === undefined || (message ?? callbackQuery) === undefined) return;
  await context.reply(context.texts(key)).catch((error: unknown) => {
    logger.warn('error message not sent', { ...logFields(context), error: translateTelegramError(error) });
  });
}
