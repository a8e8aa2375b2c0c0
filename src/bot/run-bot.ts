import type { Update } from 'grammy/types';
import type { Container } from '#root/app/container.js';
import { showSummaries } from '#root/bot/batches/summaries.js';
import { createBot } from '#root/bot/bot.js';
import { type Dispatch, startDispatch } from '#root/bot/dispatch.js';
import { createHandling } from '#root/bot/handling.js';
import { moveChat } from '#root/bot/move-chat.js';
import { countOutside } from '#root/bot/outside.js';
import { showProfile } from '#root/bot/profile.js';
import { createSource } from '#root/bot/sources/index.js';
import { repeat } from '#root/bot/sources/repeat.js';
import { toNewUpdate } from '#root/bot/sources/source.js';
import { openStatuses } from '#root/bot/status/open-statuses.js';
import type { StatusUpdates } from '#root/bot/status/updates.js';
import { createInboxMetrics } from '#root/metrics/inbox-metrics.js';
import { proxyAgentFor } from '#root/process/proxy-agent.js';
import { telegramSignal } from '#root/telegram/signal.js';

export interface RunOptions {
  token: string;
  /** Stops the bot. */
  signal: AbortSignal;
  /** Time for running handlers to finish after the signal, in milliseconds. */
  graceMs: number;
}

/**
 * Runs the bot until the signal fires: stores the updates of the source that BOT_SOURCE names in the inbox, and handles
 * them from there. Waits while Telegram is unavailable. Throws SetupError if Telegram does not know the token or refuses the address
 * of the webhook, or if another process receives the updates of the same bot.
 */
export async function runBot(container: Container, { token, signal, graceMs }: RunOptions): Promise<void> {
  const { config, logger, metrics, people, drafts, videoJobs, batches, tracing } = container;
  const { apiRoot } = config.telegram;
  let statuses: StatusUpdates | undefined;
  const services = { ...container, showStatuses: () => statuses?.wake() };
  const server = { apiRoot, agent: proxyAgentFor(apiRoot, config.proxies) };
  const connection = { services, limits: await container.chatLimits(), onCall: metrics.telegramCalled };
  let dispatch: Dispatch | undefined;
  const outside = countOutside(() => dispatch?.wakeIfFull());
  const bot = createBot(token, { ...server, ...connection, outside, inSpan: tracing?.inSpan });
  await repeat(() => bot.init(telegramSignal(signal)).then(() => 'done'), { logger, signal });
  if (signal.aborted) return;

  const [botId = ''] = token.split(':');
  const inbox = container.openInbox(botId);
  const handle = createHandling(bot, { inbox, people, drafts, videoJobs, logger });
  metrics.onScrape(createInboxMetrics({ registry: metrics.registry, inbox }));
  const started = startDispatch({ inbox, handle, logger, waiting: outside.count, onEnd: metrics.updateEnded });
  dispatch = started;
  statuses = openStatuses(container, { ...server, ...connection, token, botId: String(bot.botInfo.id) });
  const stopStatuses = statuses.start();
  logger.info('bot started');
  const ending = new AbortController();
  const either = AbortSignal.any([signal, ending.signal]);
  const profile = showProfile(bot.api, { admins: config.bot.admins, logger, signal: either });
  const onMoved = (chatId: string, newChatId: string) => moveChat(container, chatId, newChatId);
  const { id } = bot.botInfo;
  const summaries = showSummaries({ batches, api: bot.api, botId: String(id), logger, onMoved, signal: either });
  try {
    await createSource(config, { api: bot.api, logger, botId }).run(async (updates: readonly Update[]) => {
      const given = updates.map(toNewUpdate);
      await inbox.store(given);
      started.wake();
      if (given.some(({ albumId }) => albumId !== null)) started.wakeForAlbum();
    }, signal);
  } finally {
    ending.abort();
    await Promise.all([profile, summaries]);
    await Promise.all([started.stop(graceMs), stopStatuses(graceMs)]);
  }
}
