import type { Api } from 'grammy';
import type { Update } from 'grammy/types';
import { filesOf } from '#root/bot/attachments.js';
import { languageFor } from '#root/bot/language.js';
import { topicOf } from '#root/bot/place-order.js';
import { hasAttachments } from '#root/greeting/order.js';
import type { Logger } from '#root/logger.js';
import { inTopic } from '#root/telegram/notes.js';
import { translateTelegramError } from '#root/telegram/telegram-errors.js';
import { textsIn } from '#root/telegram/texts.js';

/** Reports in its chat that a message, or an album, cannot be handled. Never throws. */
export async function giveUp(api: Api, updates: readonly Update[], { logger }: { logger: Logger }): Promise<void> {
  const updateIds = updates.map(({ update_id }) => update_id);
  logger.error('update killed the bot each time, given up', { updateIds });
  const messages = updates.flatMap(({ message }) => message ?? []);
  const [message] = messages;
  if (message === undefined) return;
  const texts = textsIn(languageFor(message.from?.language_code));
  const files = filesOf(...messages.flatMap((one) => [one, one.reply_to_message ?? []].flat()));
  const text = texts(hasAttachments(files) ? 'file-given-up' : 'broken');
  await api.sendMessage(message.chat.id, text, inTopic(topicOf(message))).catch((error: unknown) => {
    logger.warn('error message not sent', { updateIds, error: translateTelegramError(error) });
  });
}
