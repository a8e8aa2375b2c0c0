import { createHash } from 'node:crypto';
import type { Api } from 'grammy';
import type { Screen } from '#root/bot/screens/screen.js';
import type { StatusContent, StatusFacts } from '#root/bot/status/content.js';
import { kindOf } from '#root/bot/status/kinds.js';
import { nextShowAt, paceMs, recentEdits } from '#root/bot/status/schedule.js';
import { RefusedError, UnavailableError } from '#root/errors.js';
import type { ChatStatus, StatusOrder } from '#root/jobs/chat-status.js';
import type { ChatStatuses } from '#root/jobs/chat-statuses.js';
import type { Logger } from '#root/logger.js';
import { createNotes } from '#root/telegram/notes.js';
import { type TelegramSignal, telegramSignal } from '#root/telegram/signal.js';
import { isRefusedPermanently, movedTo, translateTelegramError } from '#root/telegram/telegram-errors.js';

export interface ShowStatusDeps {
  /** Waits for its turn. */
  api: Api;
  /** Gives way to others. */
  spareApi: Api;
  statuses: Pick<ChatStatuses, 'saveMessage' | 'settle' | 'release' | 'putOff' | 'forget'>;
  /** Stores that a group became a supergroup. */
  moveChat: (chatId: string, newChatId: string) => Promise<void>;
  logger: Logger;
}

/** So long one may be shown, in milliseconds. Then another bot may do it. */
export const HOLD_MS = 10_000;
const LIMIT_MS = 8_000;
const RETRY_MS = 2_000;
const UNKNOWN_MS = 60_000;

/**
 * Returns the function that shows a status in its chat, and lets it go. What is shown twice, or by a bot that dies, is shown
 * again: only a send whose answer is lost leaves a message.
 */
export function createStatusDisplay({ api, spareApi, statuses, moveChat, logger }: ShowStatusDeps) {
  const notes = createNotes({ api, logger });
  const spareNotes = createNotes({ api: spareApi, logger });

  async function remove(chatId: string, messageIds: readonly number[], signal: TelegramSignal): Promise<void> {
    for (const messageId of messageIds) {
      await api.deleteMessage(chatId, messageId, signal).catch((error: unknown) => {
        // A person may have deleted the message already.
        if (!isRefusedPermanently(error)) throw error;
      });
    }
  }

  /** Returns the id of the new message, or undefined if another message was to show it meanwhile. */
  async function send(status: ChatStatus, screen: Screen, signal: TelegramSignal): Promise<number | undefined> {
    const { chatId, messageThreadId } = status;
    const place = { chatId, messageThreadId: messageThreadId === 0 ? null : messageThreadId, isSilent: true };
    const remember = async (sent: number) => ((await statuses.saveMessage(status, sent)) ? sent : 0);
    return (await notes.send(place, screen, status.messageId, remember, signal)) || undefined;
  }

  async function display(status: ChatStatus, content: StatusContent, signal: TelegramSignal): Promise<void> {
    const { chatId, leftovers, shownRev, rev, belowId } = status;
    const { screen, isFinal = false, againAt } = content;
    const now = status.now.getTime();
    const isAsked = rev !== shownRev;
    let { messageId } = status;
    const former = messageId === null ? [] : [messageId];
    if (screen === undefined) {
      await remove(chatId, [...leftovers, ...former], signal);
      return statuses.forget(status);
    }
    const hash = hashOf(screen);
    const editedAt = recentEdits(status.editedAt, now);
    let isNew = isAsked && (messageId === null || messageId < belowId);
    if (!isNew && messageId !== null && hash !== status.shown) {
      const waitMs = isAsked || isFinal ? 0 : paceMs(editedAt, now);
      if (waitMs > 0) return statuses.release(status, waitMs);
      const isThere = await (isAsked || isFinal ? notes : spareNotes).replace(chatId, messageId, screen, signal);
      // A person who has deleted it does not want to see it, until there is something new.
      if (!isThere) messageId = null;
      isNew = !isThere && isAsked;
      editedAt.push(now);
    }
    if (isNew) {
      const sent = await send(status, screen, signal);
      if (sent === undefined) return statuses.release(status, 0);
      messageId = sent;
      editedAt.push(now);
    }
    await remove(chatId, [...leftovers, ...former.filter((id) => id !== messageId)], signal);
    const known = { ...status, messageId: isNew ? messageId : status.messageId };
    if (isFinal) return statuses.forget(known);
    const changedAt = isAsked || status.seen !== status.steps ? status.now : status.changedAt;
    const dueMs = nextShowAt(changedAt.getTime(), now, againAt) - now;
    await statuses.settle(known, {
      messageId,
      shown: hash,
      changedAt,
      editedAt,
      dueMs,
      pauseMs: paceMs(editedAt, now),
    });
  }

  async function giveUp(status: ChatStatus, thrown: unknown): Promise<void> {
    const error = translateTelegramError(thrown);
    const newChatId = movedTo(thrown);
    if (newChatId !== undefined) await moveChat(status.chatId, newChatId);
    if (error instanceof RefusedError) {
      // The person has blocked the bot, or the chat is gone.
      logger.info('chat refuses its status message', { code: error.code });
      return statuses.forget(status);
    }
    const pauseMs = (error instanceof UnavailableError ? error.retryAfterMs : undefined) ?? RETRY_MS;
    logger.log(error instanceof UnavailableError ? 'info' : 'warn', 'status message not shown', { pauseMs, error });
    await statuses.putOff(status, newChatId === undefined ? pauseMs : 0);
  }

  return async (status: ChatStatus, orders: StatusOrder[], facts: StatusFacts): Promise<void> => {
    const kind = kindOf(status);
    if (kind === undefined) return statuses.putOff(status, UNKNOWN_MS);
    try {
      const signal = telegramSignal(AbortSignal.timeout(LIMIT_MS));
      await display(status, await kind(status, orders, facts), signal);
    } catch (error) {
      await giveUp(status, error);
    }
  };
}

function hashOf(screen: Screen): string {
  return createHash('sha1').update(JSON.stringify(screen)).digest('base64url');
}
