import { type Bot, Context } from 'grammy';
import type { Message, Update } from 'grammy/types';
import { apologise } from '#root/bot/apologise.js';
import type { BotContext } from '#root/bot/context.js';
import { type GiveUpDeps, giveUp } from '#root/bot/give-up.js';
import { guessLanguage, speak } from '#root/bot/language.js';
import { logFields } from '#root/bot/log-fields.js';
import { UnavailableError } from '#root/errors.js';
import type { Claim, Inbox } from '#root/jobs/inbox.js';
import { translateTelegramError } from '#root/telegram/telegram-errors.js';

/** How the handling of an update ended. */
export interface HandlingEnd {
  outcome: 'done' | 'put_off' | 'failed' | 'given_up';
  /** Time until the next try, in milliseconds, if it was put off. */
  delayMs?: number;
}

export interface HandlingOptions extends GiveUpDeps {
  inbox: Inbox;
}

/** So often the process may die while an update is handled. */
const MAX_DEATHS = 3;
// With the pauses below these are ten minutes. Later messages of the chat wait meanwhile.
const MAX_FAILURES = 25;
// About seven seconds: then the person gets an answer.
const TOLD_FAILURES = 3;
const FIRST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 30_000;

/**
 * Returns the function that handles a claim and says how it ended. A failure that passes puts it off. Any other failure
 * is reported in its chat and in the log.
 */
export function createHandling(bot: Bot<BotContext>, { inbox, ...deps }: HandlingOptions) {
  const { logger } = deps;
  const features = bot.middleware();

  function contextOf(claim: Claim): BotContext {
    const updates = claim.contents as Update[];
    const context = new Context(updates[0] as Update, bot.api, bot.botInfo) as BotContext;
    // Until it is known what the person has settled on.
    speak(context, guessLanguage(context.from?.language_code));
    context.isOfferedRussian = false;
    context.isRepeated = claim.deaths > 0 || claim.failures > 0;
    context.answerPress = async () => {};
    context.album = { id: claim.albumId, messages: messagesOf(updates) };
    context.joinAlbum = async (album) => {
      const more = album.id === null ? undefined : await inbox.join(claim.chatId, album.id);
      if (more === undefined) return false;
      claim.updateIds.push(...more.updateIds);
      album.messages.push(...messagesOf(more.contents as Update[]));
      return true;
    };
    return context;
  }

  async function report(context: BotContext, { failures }: Claim, error: unknown): Promise<HandlingEnd> {
    if (error instanceof UnavailableError && failures < MAX_FAILURES) {
      const delayMs = Math.max(pauseAfter(failures), error.retryAfterMs ?? 0);
      logger.warn('update put off', { ...logFields(context), delayMs, error });
      if (failures + 1 === TOLD_FAILURES) await apologise(context, 'unavailable', logger);
      return { outcome: 'put_off', delayMs };
    }
    logger.error('update failed', { ...logFields(context), error });
    await apologise(context, 'broken', logger);
    return { outcome: 'failed' };
  }

  async function handle(claim: Claim): Promise<HandlingEnd> {
    const context = contextOf(claim);
    if (claim.deaths >= MAX_DEATHS) {
      await giveUp(context, claim.updateIds, deps);
      return { outcome: 'given_up' };
    }
    try {
      await features(context, async () => {});
      return { outcome: 'done' };
    } catch (error) {
      return report(context, claim, translateTelegramError(error));
    }
  }

  return async (claim: Claim): Promise<HandlingEnd> => {
    try {
      return await handle(claim);
    } catch (error) {
      // Not even its chat can be read.
      logger.error('update not understood', { updateIds: claim.updateIds, error });
      return { outcome: 'failed' };
    }
  };
}

function pauseAfter(failures: number): number {
  return Math.min(FIRST_PAUSE_MS * 2 ** failures, LONGEST_PAUSE_MS);
}

function messagesOf(updates: readonly Update[]): Message[] {
  return updates.flatMap(({ message }) => message ?? []);
}
