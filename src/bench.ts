import { availableParallelism } from 'node:os';
import { Writable } from 'node:stream';
import { Command } from 'commander';
import { print, printJson } from '#root/cli/output.js';
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
    )
    .addCommand(
      new Command('montage')
        .description('CPU seconds of the montage of a 15 s greeting, beside one plain ffmpeg command, as ratios.')
        .option('--rounds <number>', 'of each', Number, 3)
        .option('--parallel <number>', 'scenes rendered at once', Number, availableParallelism())
        .option('--json', 'prints one line of JSON')
        .action(montage),
    ),
);

async function flow({ greetings, rounds, json }: { greetings: number; rounds: number; json?: boolean }): Promise<void> {
  const { config, logger } = loadContext({ defaults: { DATABASE_URL: 'postgresql://not-started-yet' } });
  const { startServices } = await import('#root/embedded/services.js');
  const services = await startServices({ searchPath: config.searchPath });
  try {
    const context = loadContext({ overrides: services.variables });
    const { migrate } = await import('#root/db/migrate.js');
    await migrate({ databaseUrl: context.config.databaseUrl, logger });
    const { benchFlow } = await import('#root/bench/flow.js');
    const figures = await benchFlow({
      config: context.config,
      logger: writingNowhere(),
      greetings,
      rounds,
      single: 200,
    });
    report({ flow: figures }, json);
  } finally {
    await services.stop();
  }
}

async function montage({
  rounds,
  parallel,
  json,
}: {
  rounds: number;
  parallel: number;
  json?: boolean;
}): Promise<void> {
  const { config, logger } = loadContext({ defaults: { DATABASE_URL: 'postgresql://not-needed', LOG_LEVEL: 'warn' } });
  // Alone, because memory is measured as well: the queues' libraries have no place in it.
  const { benchMontage } = await import('#root/bench/montage.js');
  const onRound = (round: number) => process.stderr.write(`round ${round} of ${rounds} done\n`);
  report({ montage: await benchMontage({ config, logger, rounds, parallel, onRound }) }, json);
}

function report(figures: Record<string, object>, json = false): void {
  if (json) {
    printJson(figures);
    return;
  }
  for (const [name, value] of Object.values(figures).flatMap(Object.entries)) {
    print(`${name.padEnd(20)} ${value.toFixed(3).padStart(10)}`);
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
