import { sequentialize } from '@grammyjs/runner';
import { Bot } from 'grammy';
import pLimit from 'p-limit';
import { onlyAddressed } from '#root/bot/addressed.js';
import { collectAlbums } from '#root/bot/albums.js';
import type { BotContext, BotServices } from '#root/bot/context.js';
import { cancel } from '#root/bot/features/cancel.js';
import { followMoves } from '#root/bot/features/follow-moves.js';
import { orderByFile } from '#root/bot/features/order-by-file.js';
import { orderByText } from '#root/bot/features/order-by-text.js';
import { other } from '#root/bot/features/other.js';
import { welcome } from '#root/bot/features/welcome.js';
import { logFields } from '#root/bot/log-fields.js';
import { createPrompts } from '#root/bot/prompts.js';
import { textsFor } from '#root/bot/texts/index.js';
import { UnavailableError } from '#root/errors.js';
import { followMovedChats, leaveClosedTopics, type OnCall, observeCalls } from '#root/telegram/calls.js';
import { clientOptions, type TelegramServer } from '#root/telegram/client-options.js';
import { repeatCalls } from '#root/telegram/repeat-calls.js';
import { translateTelegramError } from '#root/telegram/telegram-errors.js';

export interface BotOptions extends TelegramServer {
  services: BotServices;
  /** Called after every call of the Bot API. */
  onCall?: OnCall;
  /** Traces the handling of an update. */
  inSpan?: ((name: string, work: () => Promise<void>) => Promise<void>) | undefined;
}

// Time limit of one call of the Bot API. A long poll takes half of it.
const CALL_TIMEOUT_SECONDS = 60;
// The files of an order may take 140 MB of a temporary directory in memory.
const MAX_INTAKES = 2;

/** Returns the bot, not started yet. A failed handler is reported in its chat and in the log, and affects no other. */
export function createBot(token: string, { apiRoot, agent, services, onCall, inSpan }: BotOptions): Bot<BotContext> {
  const bot = new Bot<BotContext>(token, { client: clientOptions({ apiRoot, agent }, CALL_TIMEOUT_SECONDS) });
  if (onCall !== undefined) bot.api.config.use(observeCalls(onCall));
  bot.api.config.use(
    leaveClosedTopics,
    followMovedChats(services.videoJobs.moveChat),
    repeatCalls({ logger: services.logger }),
  );

  if (inSpan !== undefined) bot.use((_, next) => inSpan('update', next));
  const intakes = pLimit(MAX_INTAKES);
  const prompts = createPrompts();
  bot.use((context, next) => {
    context.services = services;
    context.server = { apiRoot, agent };
    context.intakes = intakes;
    context.prompts = prompts;
    context.texts = textsFor(context.from?.language_code);
    return next();
  });
  bot.use(followMoves);
  bot.use(collectAlbums());
  // Chats are served in parallel. The messages of one chat are handled one after the other.
  bot.use(sequentialize(({ chat }) => chat?.id.toString()));
  bot.use(welcome);
  bot.use(cancel);
  bot.use(onlyAddressed);
  bot.use(orderByFile);
  bot.use(orderByText);
  bot.use(other);

  bot.catch(async ({ error, ctx: context }) => {
    services.logger.error('update failed', { ...logFields(context), error: translateTelegramError(error) });
    const text = error instanceof UnavailableError ? context.texts.unavailable : context.texts.broken;
    await context.reply(text).catch((replyError: unknown) => {
      services.logger.warn('error message not sent', {
        ...logFields(context),
        error: translateTelegramError(replyError),
      });
    });
  });
  return bot;
}
