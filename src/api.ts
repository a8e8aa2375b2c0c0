import { Command } from 'commander';
import { startApi } from '#root/api/server.js';
import { createContainer } from '#root/app/container.js';
import { startMonitor } from '#root/health/monitor.js';
import { loadContext, runCommand } from '#root/process/run-command.js';
import { untilSignal } from '#root/process/shutdown.js';
import { startTracing } from '#root/process/tracing.js';

await runCommand(new Command('api').description('Takes orders of other programs by HTTP.').action(serve));

async function serve(): Promise<void> {
  const { config, logger } = loadContext();
  const signalled = untilSignal();
  const container = createContainer({ config, logger, tracing: await startTracing(config, 'zdravitsa-api') });

  async function start(): Promise<void> {
    await container.assertReady();
    await startMonitor(container);
    const api = await startApi(container, config.api.port);
    container.closers.add('api', () => api.close());
    logger.info('api started', { url: api.url });
  }

  try {
    // A signal ends the start too: it may wait for a server that does not answer.
    await Promise.race([start(), signalled]);
    logger.info('stopping', { signal: await signalled });
  } finally {
    await container.close();
  }
}
