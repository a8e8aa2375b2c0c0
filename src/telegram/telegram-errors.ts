import { GrammyError, HttpError } from 'grammy';
import { AbortedError, RefusedError, UnavailableError } from '#root/errors.js';

/** Error code for a token that Telegram does not know. */
export const TOKEN_UNKNOWN = 'TELEGRAM_TOKEN';
/** Error code for updates that another process fetches with the same token. */
const POLLED_TWICE = 'TELEGRAM_CONFLICT';
/** Error code for updates that Telegram sends to an address that another process has set. */
const WEBHOOK_SET = 'TELEGRAM_WEBHOOK';

/**
 * Descriptions of error 400. Telegram distinguishes these refusals only by text. Taken from the server's source:
 * https://github.com/tdlib/telegram-bot-api and https://github.com/tdlib/td.
 */
const descriptions = {
  notModified: /message is not modified/i,
  messageGone: /message to (edit|delete) not found|MESSAGE_ID_INVALID/i,
  notEditable: /message can't be edited/i,
  noText: /there is no text in the message to edit/i,
  noRights: /not enough rights|have no rights to|CHAT_WRITE_FORBIDDEN|CHAT_ADMIN_REQUIRED|CHAT_SEND_\w+_FORBIDDEN/i,
  fileTooLarge: /file is too big/i,
  topicClosed: /TOPIC_CLOSED|TOPIC_DELETED|message thread not found/i,
  queryTooOld: /query is too old|QUERY_ID_INVALID/i,
  chatNotFound: /chat not found|PEER_ID_INVALID|user is deactivated/i,
};

type Refusal = keyof typeof descriptions;

/** Returns whether Telegram refused a call for this reason. */
export function isRefusedAs(error: unknown, refusal: Refusal): boolean {
  return error instanceof GrammyError && error.error_code === 400 && descriptions[refusal].test(error.description);
}

/** Returns whether the description of a refusal is about the topic of a message. */
export function isAboutTopic(description: string): boolean {
  return descriptions.topicClosed.test(description);
}

/** Returns whether Telegram refused a message, and could accept it in another way or without its file. */
export function isRefusedPermanently(error: unknown): boolean {
  return (
    error instanceof GrammyError &&
    error.error_code === 400 &&
    movedTo(error) === undefined &&
    !isRefusedAs(error, 'chatNotFound') &&
    !isRefusedAs(error, 'noRights')
  );
}

/** Returns the id of the supergroup that the group became, if Telegram refused a call for that reason. */
export function movedTo(error: unknown): string | undefined {
  return error instanceof GrammyError ? error.parameters.migrate_to_chat_id?.toString() : undefined;
}

/** Returns the project's error for one of grammY's, and any other error unchanged. */
export function translateTelegramError(error: unknown, signal?: AbortSignal): unknown {
  if (signal?.aborted) return new AbortedError(signal.reason);
  if (error instanceof HttpError) {
    return new UnavailableError('TELEGRAM_UNAVAILABLE', 'Telegram could not be reached', { cause: error });
  }
  return error instanceof GrammyError ? translateAnswer(error) : error;
}

/** Returns whether another process receives the updates of the same bot. */
export function isConflict({ code }: UnavailableError): boolean {
  return code === POLLED_TWICE || code === WEBHOOK_SET;
}

function translateConflict(description: string, facts: Record<string, unknown>): UnavailableError {
  return /webhook/i.test(description)
    ? new UnavailableError(WEBHOOK_SET, 'Another process has set a webhook with the same BOT_TOKEN', { facts })
    : new UnavailableError(POLLED_TWICE, 'Another process fetches updates with the same BOT_TOKEN', { facts });
}

function translateAnswer(error: GrammyError): Error {
  const { error_code: status, description, parameters } = error;
  const facts = { method: error.method, status, description };
  if (status === 429) {
    const retryAfterMs = (parameters.retry_after ?? 1) * 1_000;
    return new UnavailableError('TELEGRAM_BUSY', 'Telegram asks to wait', { facts, retryAfterMs });
  }
  if (status >= 500) return new UnavailableError('TELEGRAM_UNAVAILABLE', 'Telegram has an internal error', { facts });
  if (status === 409) return translateConflict(description, facts);
  if (movedTo(error) !== undefined) return new UnavailableError('TELEGRAM_CHAT_MOVED', 'The group became a supergroup');
  // The operator may be changing the token, so deliveries wait. The bot itself stops instead.
  if (status === 401 || status === 404)
    return new UnavailableError(TOKEN_UNKNOWN, 'Telegram does not know BOT_TOKEN', { facts });
  if (status === 403) return new RefusedError('TELEGRAM_BLOCKED', 'The bot may not write to this chat', { facts });
  if (isRefusedAs(error, 'noRights'))
    return new RefusedError('TELEGRAM_NO_RIGHTS', 'The bot lacks a right that it needs in this chat', { facts });
  if (status === 413) return new RefusedError('TELEGRAM_TOO_LARGE', 'The video is too large for Telegram', { facts });
  if (isRefusedAs(error, 'chatNotFound'))
    return new RefusedError('TELEGRAM_CHAT_NOT_FOUND', 'The chat does not exist', { facts });
  return new RefusedError('TELEGRAM_REFUSED', `Telegram refused ${error.method}: ${description}`, { facts });
}
