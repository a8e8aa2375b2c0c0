import type { Api } from 'grammy';
import { createPolling, POLL_LOCK_MS } from '#root/bot/sources/polling.js';
import type { Source } from '#root/bot/sources/source.js';
import { createWebhook } from '#root/bot/sources/webhook.js';
import type { Config } from '#root/config.js';
import { createAdvisoryLock } from '#root/db/advisory-lock.js';
import type { Logger } from '#root/logger.js';

export interface SourceDeps {
  api: Api;
  logger: Logger;
  botId: string;
}

/** Returns the source that BOT_SOURCE names. */
export function createSource({ bot, databaseUrl }: Config, { api, logger, botId }: SourceDeps): Source {
  if (bot.webhook !== undefined) return createWebhook({ ...bot.webhook, api, logger });
  // Below zero, where no other lock of the project is.
  const lock = createAdvisoryLock({ databaseUrl, id: -Number(botId), logger, expiresMs: POLL_LOCK_MS });
  return createPolling({ api, lock, logger });
}
