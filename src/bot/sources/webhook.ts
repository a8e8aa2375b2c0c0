import { type Api, GrammyError } from 'grammy';
import { repeat } from '#root/bot/sources/repeat.js';
import { allowedUpdates, type Source } from '#root/bot/sources/source.js';
import { createWebhookApp } from '#root/bot/sources/webhook-app.js';
import { SetupError } from '#root/errors.js';
import { listen } from '#root/http/listen.js';
import type { Logger } from '#root/logger.js';
import { pause } from '#root/process/pause.js';
import { telegramSignal } from '#root/telegram/signal.js';

export interface WebhookOptions {
  api: Api;
  /** Address that Telegram sends updates to. It leads here. */
  url: string;
  /** What Telegram sends along, so that nobody else's updates are taken. */
  secret: string;
  host: string;
  port: number;
  logger: Logger;
  /** Pause between looks at what Telegram reports about the address, in milliseconds. */
  checkMs?: number;
}

const CHECK_MS = 60_000;

/** Creates the source that Telegram sends updates to. Several processes may share the address, behind a balancer. */
export function createWebhook({ api, url, secret, host, port, logger, checkMs = CHECK_MS }: WebhookOptions): Source {
  let failedAt: number | undefined;

  async function register(signal: AbortSignal): Promise<void> {
    const settings = { secret_token: secret, allowed_updates: allowedUpdates };
    await api.setWebhook(url, settings, telegramSignal(signal)).catch((error: unknown) => {
      if (!(error instanceof GrammyError && error.error_code === 400)) throw error;
      throw new SetupError('WEBHOOK_REFUSED', `Telegram refuses BOT_WEBHOOK_URL: ${error.description}`, {
        cause: error,
      });
    });
  }

  /** Logs why updates do not arrive, and sets the address again if another process has removed or changed it. */
  async function check(signal: AbortSignal): Promise<void> {
    const info = await api.getWebhookInfo(telegramSignal(signal));
    if (info.url !== url) {
      logger.warn('the webhook was changed elsewhere, setting it again');
      await register(signal);
    }
    const { last_error_date: errorAt, last_error_message: reason, pending_update_count: waiting } = info;
    if (errorAt !== undefined && errorAt !== failedAt && failedAt !== undefined)
      logger.warn('Telegram cannot deliver updates', { reason, waiting });
    failedAt = errorAt ?? 0;
  }

  return {
    async run(store, signal) {
      const address = { host, port, variables: 'BOT_WEBHOOK_HOST and BOT_WEBHOOK_PORT', errorCode: 'WEBHOOK_ADDRESS' };
      const server = await listen(createWebhookApp({ secret, store, logger }), address);
      try {
        await repeat(
          async () => {
            await register(signal);
            return 'done';
          },
          { logger, signal },
        );
        logger.info('webhook set', { listening: server.url });
        await repeat(
          async () => {
            await check(signal);
            await pause(checkMs, signal);
            return 'again';
          },
          { logger, signal },
        );
      } finally {
        await server.close();
      }
    },
  };
}
