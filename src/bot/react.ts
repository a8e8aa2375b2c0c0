import type { ReactionTypeEmoji } from 'grammy/types';
import type { BotContext } from '#root/bot/context.js';
import { logFields } from '#root/bot/log-fields.js';
import { translateTelegramError } from '#root/telegram/telegram-errors.js';

/** Answers a message, or the first one of an album, with a reaction instead of a sentence. */
export async function react(context: BotContext, emoji: ReactionTypeEmoji['emoji']): Promise<void> {
  await context.react(emoji).catch((error: unknown) => {
    // The message may be gone, and the reaction may not be allowed. Nothing depends on it.
    context.services.logger.warn('reaction not set', { ...logFields(context), error: translateTelegramError(error) });
  });
}
