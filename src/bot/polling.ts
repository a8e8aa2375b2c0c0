import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Bot } from 'grammy';
import type { BotContext } from '#root/bot/context.js';
import { textsFor } from '#root/bot/texts.js';
import { translateTelegramError } from '#root/delivery/telegram-errors.js';
import { UnavailableError } from '#root/errors.js';
import type { Logger } from '#root/logger.js';

const FIRST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 30_000;

/**
 * Polls for updates until the signal fires, and lets handlers under way finish. Telegram being away at the start is
 * waited for. Throws SetupError where Telegram does not know the token.
 */
export async function runPolling(
  bot: Bot<BotContext>,
  { logger, signal }: { logger: Logger; signal: AbortSignal },
): Promise<void> {
  const stopped = once(signal, 'abort').then(() => bot.stop());
  for (let pauseMs = FIRST_PAUSE_MS; !signal.aborted; pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS)) {
    try {
      await setCommands(bot);
      await bot.start({ allowed_updates: ['message'], onStart: () => void logger.info('bot started') });
    } catch (error) {
      const translated = translateTelegramError(error);
      if (!(translated instanceof UnavailableError)) throw translated;
      logger.warn('Telegram is away, trying again', { pauseMs, error: translated });
      await sleep(pauseMs, undefined, { signal }).catch(() => {});
    }
  }
  // Telegram is told which updates are done with; where it cannot be, it brings them again, and each is one greeting.
  await stopped.catch((error: unknown) => logger.warn('last updates not confirmed', { error }));
}

async function setCommands(bot: Bot<BotContext>): Promise<void> {
  const commands = (language: string) => [
    { command: 'start', description: textsFor(language).startCommand },
    { command: 'cancel', description: textsFor(language).cancelCommand },
  ];
  await bot.api.setMyCommands(commands('en'));
  await bot.api.setMyCommands(commands('ru'), { language_code: 'ru' });
}
