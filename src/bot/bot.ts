import { Bot } from 'grammy';
import pLimit from 'p-limit';
import { onlyAddressed } from '#root/bot/addressed.js';
import { admit } from '#root/bot/admission.js';
import { connectApi } from '#root/bot/connect-api.js';
import type { BotContext, BotServices } from '#root/bot/context.js';
import { admin, pressAdmin } from '#root/bot/features/admin.js';
import { cancel } from '#root/bot/features/cancel.js';
import { followEdits } from '#root/bot/features/follow-edits.js';
import { followMembership } from '#root/bot/features/follow-membership.js';
import { followMoves } from '#root/bot/features/follow-moves.js';
import { askToForget, pressForget } from '#root/bot/features/forget.js';
import { goPrivate } from '#root/bot/features/go-private.js';
import { help } from '#root/bot/features/help.js';
import { inline } from '#root/bot/features/inline.js';
import { chooseLanguage, switchLanguage } from '#root/bot/features/language.js';
import { myGreetings, turnPage } from '#root/bot/features/my.js';
import { startNew } from '#root/bot/features/new.js';
import { order } from '#root/bot/features/order.js';
import { other } from '#root/bot/features/other.js';
import { pressBatch } from '#root/bot/features/press-batch.js';
import { pressDraft } from '#root/bot/features/press-draft.js';
import { pressGreeting } from '#root/bot/features/press-greeting.js';
import { pressOrder } from '#root/bot/features/press-order.js';
import { pressOwn } from '#root/bot/features/press-own.js';
import { repeat } from '#root/bot/features/repeat.js';
import { pressSettings, showSettings } from '#root/bot/features/settings.js';
import { pressStart, start } from '#root/bot/features/start.js';
import { findLanguage } from '#root/bot/language.js';
import type { Outside } from '#root/bot/outside.js';
import { findPerson } from '#root/bot/person.js';
import { answerPresses } from '#root/bot/presses.js';
import type { OnCall } from '#root/telegram/calls.js';
import type { ChatLimits } from '#root/telegram/chat-limits.js';
import { clientOptions, type TelegramServer } from '#root/telegram/client-options.js';
import { repeatCalls } from '#root/telegram/repeat-calls.js';

export interface BotOptions extends TelegramServer {
  services: BotServices;
  /** Telegram's limits, kept together with other processes. */
  limits: ChatLimits;
  /** Counts what the handling of updates waits for. */
  outside: Outside;
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
export function createBot(
  token: string,
  { apiRoot, agent, services, limits, outside, onCall, inSpan }: BotOptions,
): Bot<BotContext> {
  const bot = new Bot<BotContext>(token, { client: clientOptions({ apiRoot, agent }, CALL_TIMEOUT_SECONDS) });
  connectApi(bot.api, { services, limits, botId: () => String(bot.botInfo.id), onCall });
  bot.api.config.use(repeatCalls({ logger: services.logger }));
  // The long poll belongs to no update.
  bot.api.config.use((call, method, ...given) =>
    method === 'getUpdates' ? call(method, ...given) : outside.during(() => call(method, ...given)),
  );

  if (inSpan !== undefined) bot.use((_, next) => inSpan('update', next));
  const intakes = pLimit(MAX_INTAKES);
  bot.use((context, next) => {
    context.services = services;
    context.server = { apiRoot, agent };
    context.outside = outside;
    context.intakes = intakes;
    return next();
  });
  bot.use(findPerson, findLanguage);
  bot.on('callback_query').use(answerPresses);
  bot.use(admit);
  const ofPerson = [switchLanguage, pressStart, turnPage, pressForget, pressSettings, pressAdmin];
  bot.on('callback_query').use(...ofPerson, pressOrder, pressOwn, pressGreeting, pressDraft, pressBatch);
  const ofAccount = [myGreetings, chooseLanguage, showSettings, askToForget, admin];
  bot.on('message').use(followMoves, goPrivate, start, help, startNew, ...ofAccount, cancel);
  bot.on('message').use(onlyAddressed, repeat, order, other);
  bot.on('edited_message').use(followEdits);
  bot.on('my_chat_member').use(followMembership);
  bot.use(inline);
  return bot;
}
