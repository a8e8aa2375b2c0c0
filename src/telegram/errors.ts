import { GrammyError, HttpError } from 'grammy';
import { AbortedError, RefusedError, UnavailableError } from '#root/errors.js';

/** The code of the error where Telegram does not know the token. */
export const TOKEN_UNKNOWN = 'TELEGRAM_TOKEN';

/**
 * Telegram tells many refusals apart only by words: the descriptions of error 400 in the server's source,
 * https://github.com/tdlib/telegram-bot-api and https://github.com/tdlib/td.
 */
const descriptions = {
  notModified: /message is not modified/i,
  messageGone: /message to (edit|delete) not found|MESSAGE_ID_INVALID/i,
  noText: /there is no text in the message to edit/i,
  chatNotFound: /chat not found|PEER_ID_INVALID|user is deactivated/i,
};

type Refusal = keyof typeof descriptions;

/** Tells whether Telegram refused a call for this reason. */
export function isRefusedAs(error: unknown, refusal: Refusal): boolean {
  return error instanceof GrammyError && error.error_code === 400 && descriptions[refusal].test(error.description);
}

/** Tells whether Telegram refused a call for good, for whatever reason. */
export function isRefusedForGood(error: unknown): boolean {
  return error instanceof GrammyError && error.error_code === 400 && !isRefusedAs(error, 'chatNotFound');
}

/** Returns the project's error for one of grammY's, and any other error unchanged. */
export function translateTelegramError(error: unknown, signal?: AbortSignal): unknown {
  if (signal?.aborted) return new AbortedError(signal.reason);
  if (error instanceof HttpError) {
    return new UnavailableError('TELEGRAM_UNAVAILABLE', 'Telegram could not be reached', { cause: error });
  }
  return error instanceof GrammyError ? translateAnswer(error) : error;
}

function translateAnswer(error: GrammyError): Error {
  const { error_code: status, description, parameters } = error;
  const facts = { method: error.method, status, description };
  if (status === 429) {
    const retryAfterMs = (parameters.retry_after ?? 1) * 1_000;
    return new UnavailableError('TELEGRAM_BUSY', 'Telegram asks to wait', { facts, retryAfterMs });
  }
  if (status >= 500) return new UnavailableError('TELEGRAM_UNAVAILABLE', 'Telegram is out of order', { facts });
  // Deliveries wait: a token is being changed. The bot itself has nothing to wait with.
  if (status === 401 || status === 404)
    return new UnavailableError(TOKEN_UNKNOWN, 'Telegram does not know BOT_TOKEN', { facts });
  if (status === 403) return new RefusedError('TELEGRAM_BLOCKED', 'The bot may not write to this chat', { facts });
  if (status === 413) return new RefusedError('TELEGRAM_TOO_LARGE', 'The video is too large for Telegram', { facts });
  if (isRefusedAs(error, 'chatNotFound'))
    return new RefusedError('TELEGRAM_CHAT_NOT_FOUND', 'There is no such chat', { facts });
  return new RefusedError('TELEGRAM_REFUSED', `Telegram refused ${error.method}: ${description}`, { facts });
}
