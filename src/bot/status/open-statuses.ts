import { Api } from 'grammy';
import type { Container } from '#root/app/container.js';
import { type ConnectOptions, connectApi } from '#root/bot/connect-api.js';
import { moveChat } from '#root/bot/move-chat.js';
import { createStatusUpdates, type StatusUpdates } from '#root/bot/status/updates.js';
import { clientOptions, type TelegramServer } from '#root/telegram/client-options.js';

export interface OpenStatusesOptions extends TelegramServer, Omit<ConnectOptions, 'botId' | 'isSpare'> {
  token: string;
  /** Telegram's id of the bot. */
  botId: string;
}

// Whoever shows a status has it for itself for little longer.
const CALL_TIMEOUT_SECONDS = 8;

/** Returns what shows the status messages of a bot. It is not started yet. */
export function openStatuses(
  { statuses, flows, logger }: Pick<Container, 'statuses' | 'flows' | 'logger'>,
  { token, botId, apiRoot, agent, ...connection }: OpenStatusesOptions,
): StatusUpdates {
  const open = (isSpare: boolean): Api => {
    const api = new Api(token, clientOptions({ apiRoot, agent }, CALL_TIMEOUT_SECONDS));
    connectApi(api, { ...connection, isSpare, botId: () => botId });
    return api;
  };
  const apis = { api: open(false), spareApi: open(true) };
  const move = (chatId: string, newChatId: string) => moveChat(connection.services, chatId, newChatId);
  return createStatusUpdates({ botId, statuses, flows, logger, ...apis, moveChat: move });
}
