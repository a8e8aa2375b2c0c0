import { Command } from 'commander';
import { startMonitor } from '#root/board/monitor.js';
import { createBot } from '#root/bot/bot.js';
import type { BotServices } from '#root/bot/context.js';
import { runPolling } from '#root/bot/polling.js';
import { createContainer } from '#root/container.js';
import { loadContext, runCommand } from '#root/entry.js';
import { SetupError } from '#root/errors.js';
import { takeFiles } from '#root/intake/take-files.js';
import { untilSignal } from '#root/shutdown.js';
import { startTracing } from '#root/tracing.js';

await runCommand(new Command('bot').description('Runs the Telegram bot.').action(serve));

async function serve(): Promise<void> {
  const { config, logger } = loadContext();
  const { token, apiRoot } = config.telegram;
  if (token === undefined)
    throw new SetupError('CONFIG_INVALID', 'Wrong or missing variables:\n  BOT_TOKEN: is needed by the bot');

  const stopping = new AbortController();
  untilSignal().then((signal) => {
    logger.info('stopping', { signal });
    stopping.abort(signal);
  });
  const container = createContainer({ config, logger, tracing: await startTracing(config, 'zdravitsa-bot') });
  try {
    await container.assertReady();
    await startMonitor(container);
    const { parseRequest, submitter, videoJobs, metrics, tracing } = container;
    const { submit, cancel } = submitter;
    const services: BotServices = {
      logger,
      apiRoot,
      parseRequest,
      submit,
      cancel,
      findOpenInChat: videoJobs.findOpenInChat,
      takeFiles: (request) => takeFiles(request, { config, logger }),
    };
    const bot = createBot(token, { apiRoot, services, onCall: metrics.telegramCalled, inSpan: tracing?.inSpan });
    await runPolling(bot, { logger, signal: stopping.signal });
  } finally {
    await container.close();
  }
}
