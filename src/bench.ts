import { Writable } from 'node:stream';
import { Command } from 'commander';
import { benchFlow } from '#root/bench/flow.js';
import { print, printJson } from '#root/cli/output.js';
import { migrate } from '#root/db/migrate.js';
import { startServices } from '#root/embedded/services.js';
import { loadContext, runCommand } from '#root/entry.js';
import { createLogger, type Logger } from '#root/logger.js';

await runCommand(
  new Command('bench')
    .description('Figures of this machine.')
    .addCommand(
      new Command('flow')
        .description('Greetings a second through all queues, with steps that do nothing, beside bare BullMQ.')
        .option('--greetings <number>', 'in a round', Number, 400)
        .option('--rounds <number>', 'of each', Number, 5)
        .option('--json', 'prints one line of JSON')
        .action(flow),
    ),
);

async function flow({ greetings, rounds, json }: { greetings: number; rounds: number; json?: boolean }): Promise<void> {
  const { config, logger } = loadContext({ defaults: { DATABASE_URL: 'postgresql://not-started-yet' } });
  const services = await startServices({ searchPath: config.searchPath });
  try {
    const context = loadContext({ overrides: services.variables });
    await migrate({ databaseUrl: context.config.databaseUrl, logger });
    const figures = await benchFlow({
      config: context.config,
      logger: writingNowhere(),
      greetings,
      rounds,
      single: 200,
    });
    if (json) printJson({ flow: figures });
    else
      for (const [name, value] of Object.entries(figures)) print(`${name.padEnd(20)} ${value.toFixed(2).padStart(10)}`);
  } finally {
    await services.stop();
  }
}

/** Makes the lines of production, and drops them. */
function writingNowhere(): Logger {
  return createLogger({
    level: 'info',
    readable: false,
    stream: new Writable({ write: (_chunk, _encoding, done) => done() }),
  });
}
