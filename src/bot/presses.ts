import type { Filter, MiddlewareFn, NextFunction } from 'grammy';
import type { BotContext } from '#root/bot/context.js';
import { logFields } from '#root/bot/log-fields.js';
import { type CallbackData, decodeCallback } from '#root/telegram/callback-data.js';
import { isRefusedAs, translateTelegramError } from '#root/telegram/telegram-errors.js';

/**
 * Reads what a pressed button does, and answers each press, because the app shows that it waits until then. A press with
 * data that the bot does not know has no other effect.
 */
export const answerPresses: MiddlewareFn<PressContext> = async (context, next) => {
  let isAnswered = false;
  context.pressed = decodeCallback(context.callbackQuery.data);
  context.answerPress = async (toast) => {
    if (isAnswered) return;
    isAnswered = true;
    await context
      .answerCallbackQuery(toast === undefined ? {} : { text: toast })
      .catch((error: unknown) => logUnanswered(context, error));
  };
  try {
    await next();
  } finally {
    await context.answerPress();
  }
};

type PressContext = Filter<BotContext, 'callback_query'>;

/** Returns the middleware that handles the presses of one kind of buttons. Its handler passes an action that it does not know on. */
export function onPress<Kind extends CallbackData['kind']>(
  kind: Kind,
  handle: (context: PressContext, data: Extract<CallbackData, { kind: Kind }>, next: NextFunction) => Promise<void>,
): MiddlewareFn<PressContext> {
  const isMeant = (data: CallbackData | undefined): data is Extract<CallbackData, { kind: Kind }> =>
    data?.kind === kind;
  return async (context, next) => {
    if (isMeant(context.pressed)) await handle(context, context.pressed, next);
    else await next();
  };
}

/** The press is handled all the same. Telegram no longer waits for the answer to one that is handled late. */
function logUnanswered(context: BotContext, error: unknown): void {
  if (isRefusedAs(error, 'queryTooOld')) return;
  const { logger } = context.services;
  logger.warn('press not answered', { ...logFields(context), error: translateTelegramError(error) });
}
