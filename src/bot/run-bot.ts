import type { Update } from 'grammy/types';
import type { Container } from '#root/app/container.js';
import { createBot } from '#root/bot/bot.js';
import { startDispatch } from '#root/bot/dispatch.js';
import { createHandling } from '#root/bot/handling.js';
import { showProfile } from '#root/bot/profile.js';
import { createSource } from '#root/bot/sources/index.js';
import { repeat } from '#root/bot/sources/repeat.js';
import { toNewUpdate } from '#root/bot/sources/source.js';
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
  const { config, logger, metrics, people, tracing } = container;
  const { apiRoot } = config.telegram;
  const bot = createBot(token, {
    apiRoot,
    agent: proxyAgentFor(apiRoot, config.proxies),
    services: container,
    onCall: metrics.telegramCalled,
    inSpan: tracing?.inSpan,
  });
  await repeat(() => bot.init(telegramSignal(signal)).then(() => 'done'), { logger, signal });
  if (signal.aborted) return;

  const [botId = ''] = token.split(':');
  const inbox = container.openInbox(botId);
  const handle = createHandling(bot, { inbox, people, logger });
  metrics.onScrape(createInboxMetrics({ registry: metrics.registry, inbox }));
  const dispatch = startDispatch({ inbox, handle, logger, onEnd: metrics.updateEnded });
  logger.info('bot started');
  const ending = new AbortController();
  const profile = showProfile(bot.api, {
    admins: config.bot.admins,
    logger,
    signal: AbortSignal.any([signal, ending.signal]),
  });
  try {
    await createSource(config, { api: bot.api, logger, botId }).run(async (updates: readonly Update[]) => {
      const given = updates.map(toNewUpdate);
      await inbox.store(given);
      dispatch.wake();
      if (given.some(({ albumId }) => albumId !== null)) dispatch.wakeForAlbum();
    }, signal);
  } finally {
    ending.abort();
    await profile;
    await dispatch.stop(graceMs);
  }
}
