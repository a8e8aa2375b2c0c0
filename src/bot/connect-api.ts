import type { Api } from 'grammy';
import type { BotServices } from '#root/bot/context.js';
import { moveChat } from '#root/bot/move-chat.js';
import { followMovedChats, leaveClosedTopics, type OnCall, observeCalls } from '#root/telegram/calls.js';
import type { ChatLimits } from '#root/telegram/chat-limits.js';
import { limitCalls } from '#root/telegram/limit-calls.js';
import { reportSent, type SentMessage } from '#root/telegram/report-sent.js';

export interface ConnectOptions {
  services: BotServices;
  /** Telegram's limits, kept together with other processes. */
  limits: ChatLimits;
  /** Whether its calls give way to others. */
  isSpare?: boolean;
  /** Returns Telegram's id of the bot. */
  botId: () => string;
  /** Called after every call of the Bot API. */
  onCall?: OnCall | undefined;
}

/** Lets the calls of the bot keep Telegram's limits, and follow what it says about chats and topics. */
export function connectApi(api: Api, { services, limits, isSpare = false, botId, onCall }: ConnectOptions): void {
  if (onCall !== undefined) api.config.use(observeCalls(onCall));
  api.config.use(
    limitCalls({ limits, isSpare }),
    leaveClosedTopics,
    followMovedChats((chatId, newChatId) => moveChat(services, chatId, newChatId)),
    reportSent((sent) => coverCards(botId(), services, sent)),
  );
}

/** Keeps that a newer message is below the cards of a chat. A failure only lets a card be changed further up. */
async function coverCards(botId: string, { drafts, logger }: BotServices, sent: SentMessage): Promise<void> {
  await drafts.cover({ botId, chatId: sent.chatId }, sent.messageId).catch((error: unknown) => {
    logger.warn('newer message not noted', { error });
  });
}
