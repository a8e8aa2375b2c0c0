import { Bot } from 'grammy';
import pLimit from 'p-limit';
import { onlyAddressed } from '#root/bot/addressed.js';
import { joinAlbums } from '#root/bot/albums.js';
import type { BotContext, BotServices } from '#root/bot/context.js';
import { cancel } from '#root/bot/features/cancel.js';
import { followMoves } from '#root/bot/features/follow-moves.js';
import { chooseLanguage, switchLanguage } from '#root/bot/features/language.js';
import { orderByFile } from '#root/bot/features/order-by-file.js';
import { orderByText } from '#root/bot/features/order-by-text.js';
import { other } from '#root/bot/features/other.js';
import { welcome } from '#root/bot/features/welcome.js';
import { findLanguage } from '#root/bot/language.js';
import { answerPresses } from '#root/bot/presses.js';
import { createPrompts } from '#root/bot/prompts.js';
import { followMovedChats, leaveClosedTopics, type OnCall, observeCalls } from '#root/telegram/calls.js';
import { clientOptions, type TelegramServer } from '#root/telegram/client-options.js';
import { repeatCalls } from '#root/telegram/repeat-calls.js';

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

/** Returns the bot, not started yet. */
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
    return next();
  }, findLanguage);
  bot.on('callback_query').use(answerPresses, switchLanguage);
  // Other updates, such as a message that was edited, get no answer.
  const commands = [welcome, chooseLanguage, cancel];
  bot.on('message').use(followMoves, joinAlbums(), ...commands, onlyAddressed, orderByFile, orderByText, other);
  return bot;
}
