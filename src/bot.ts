import { Command } from 'commander';
import { createContainer } from '#root/app/container.js';
import { runBot } from '#root/bot/run-bot.js';
import { SetupError } from '#root/errors.js';
import { startMonitor } from '#root/health/monitor.js';
import { loadContext, runCommand } from '#root/process/run-command.js';
import { untilSignal } from '#root/process/shutdown.js';
import { startTracing } from '#root/process/tracing.js';

await runCommand(new Command('bot').description('Runs the Telegram bot.').action(serve));

async function serve(): Promise<void> {
  const { config, logger } = loadContext();
  const { token } = config.telegram;
  if (token === undefined)
    throw new SetupError('CONFIG_INVALID', 'Wrong or missing variables:\n  BOT_TOKEN: is required by the bot');

  const stopping = new AbortController();
  let endsAt = Number.POSITIVE_INFINITY;
  untilSignal().then((signal) => {
    endsAt = performance.now() + config.shutdownGraceMs;
    logger.info('stopping', { signal });
    stopping.abort(signal);
  });
  const container = createContainer({ config, logger, tracing: await startTracing(config, 'zdravitsa-bot') });
  try {
    await container.assertReady();
    await startMonitor(container);
    // Removes the files of a killed bot, even if there is nothing to download.
    await container.workDir();
    // Half of the grace period: the other half is for confirming updates and for closing.
    await runBot(container, { token, signal: stopping.signal, graceMs: config.shutdownGraceMs / 2 });
  } finally {
    await container.close(Math.min(config.shutdownGraceMs, endsAt - performance.now()));
  }
}
