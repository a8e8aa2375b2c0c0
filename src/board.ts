import { Command } from 'commander';
import { createContainer } from '#root/app/container.js';
import { loginOf } from '#root/board/login.js';
import { startBoard } from '#root/board/server.js';
import { startMonitor } from '#root/health/monitor.js';
import { loadContext, runCommand } from '#root/process/run-command.js';
import { untilSignal } from '#root/process/shutdown.js';

await runCommand(new Command('board').description('Shows queues and greetings in a browser.').action(serve));

async function serve(): Promise<void> {
  const { config, logger } = loadContext();
  loginOf(config.board);
  const signalled = untilSignal();
  const container = createContainer({ config, logger });

  async function start(): Promise<void> {
    await container.assertReady();
    await startMonitor(container, { isObserver: true });
    const board = await startBoard(container, config.board.port);
    container.closers.add('board', () => board.close());
    logger.info('board started', { url: board.url });
  }

  try {
    // A signal ends the start too: it may wait for a server that does not answer.
    await Promise.race([start(), signalled]);
    logger.info('stopping', { signal: await signalled });
  } finally {
    await container.close();
  }
}
