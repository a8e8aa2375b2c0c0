import { availableParallelism } from 'node:os';
import { Writable } from 'node:stream';
import { Command } from 'commander';
import { parseCount } from '#root/cli/count.js';
import { print, printJson } from '#root/cli/output.js';
import type { Config } from '#root/config.js';
import type { ApiFigures } from '#root/dev/bench/bench-api.js';
import type { FlowFigures } from '#root/dev/bench/bench-flow.js';
import type { MontageFigures } from '#root/dev/bench/bench-montage.js';
import type { SpeechFigures } from '#root/dev/bench/bench-speech.js';
import { createLogger, type Logger } from '#root/logger.js';
import { loadContext, runCommand } from '#root/process/run-command.js';

const FLOW = { greetings: 400, rounds: 5 };
// Commander also passes the previous value.
const count = (value: string) => parseCount(value);
const API = { requests: 300, atOnce: 8 };
const SPEECH = { parallel: 2 };
const MONTAGE = { rounds: 3, parallel: availableParallelism() };

await runCommand(
  new Command('bench')
    .description('Measures the flow, the montage, the speech and the API on this machine.')
    .option('--json', 'prints one line of JSON')
    // The montage comes first: its memory is measured too, and must not include the queues' libraries.
    .action(async ({ json }) =>
      report(
        {
          montage: await montage(MONTAGE),
          speech: await speech(SPEECH),
          flow: await flow(FLOW),
          api: await api(API),
        },
        json,
      ),
    )
    .addCommand(
      new Command('flow')
        .description(
          'Measures greetings per second through all queues, with steps that do nothing, and compares with bare BullMQ.',
        )
        .option('--greetings <number>', 'greetings per round', count, FLOW.greetings)
        .option('--rounds <number>', 'number of rounds', count, FLOW.rounds)
        .option('--json', 'prints one line of JSON')
        .action(async (options, { parent }) =>
          report({ flow: await flow(options) }, options.json ?? parent.opts().json),
        ),
    )
    .addCommand(
      new Command('api')
        .description('Measures how long the API takes to take an order and to show a greeting, over loopback.')
        .option('--requests <number>', 'requests of each kind', count, API.requests)
        .option('--at-once <number>', 'requests at once in the last round', count, API.atOnce)
        .option('--json', 'prints one line of JSON')
        .action(async (options, { parent }) => report({ api: await api(options) }, options.json ?? parent.opts().json)),
    )
    .addCommand(
      new Command('montage')
        .description(
          'Measures the CPU seconds of the montage of a 15 s greeting as ratios to one plain ffmpeg command.',
        )
        .option('--rounds <number>', 'number of rounds', count, MONTAGE.rounds)
        .option('--parallel <number>', 'number of scenes rendered at once', count, MONTAGE.parallel)
        .option('--json', 'prints one line of JSON')
        .action(async (options, { parent }) =>
          report({ montage: await montage(options) }, options.json ?? parent.opts().json),
        ),
    )
    .addCommand(
      new Command('speech')
        .description('Measures the first engine of TTS_ENGINES that speaks Russian, and the aligner by its word times.')
        .option('--parallel <number>', 'number of lines spoken at once', count, SPEECH.parallel)
        .option('--json', 'prints one line of JSON')
        .action(async (options, { parent }) =>
          report({ speech: await speech(options) }, options.json ?? parent.opts().json),
        ),
    ),
);

async function flow(options: { greetings: number; rounds: number }): Promise<FlowFigures> {
  const { benchFlow } = await import('#root/dev/bench/bench-flow.js');
  return withServices((context) => benchFlow({ ...context, ...options, single: 200 }));
}

async function api(options: { requests: number; atOnce: number }): Promise<ApiFigures> {
  const { benchApi } = await import('#root/dev/bench/bench-api.js');
  return withServices((context) => benchApi({ ...context, ...options }));
}

/** Starts Redis and PostgreSQL for the work, and stops them after it. */
async function withServices<T>(work: (context: { config: Config; logger: Logger }) => Promise<T>): Promise<T> {
  const { migrate } = await import('#root/db/migrate.js');
  const { notStarted, startServices } = await import('#root/dev/embedded/start-services.js');
  const { config, logger } = loadContext({ overrides: notStarted });
  const services = await startServices({ searchPath: config.searchPath });
  try {
    const context = loadContext({ overrides: services.variables });
    await migrate({ databaseUrl: context.config.databaseUrl, logger });
    return await work({ config: context.config, logger: createDiscardingLogger() });
  } finally {
    await services.stop();
  }
}

async function montage({ rounds, parallel }: { rounds: number; parallel: number }): Promise<MontageFigures> {
  const { benchMontage } = await import('#root/dev/bench/bench-montage.js');
  const { config, logger } = loadContext({ defaults: { DATABASE_URL: 'postgresql://not-needed', LOG_LEVEL: 'warn' } });
  const onRound = (round: number) => process.stderr.write(`round ${round} of ${rounds} done\n`);
  return benchMontage({ config, logger, rounds, parallel, onRound });
}

async function speech({ parallel }: { parallel: number }): Promise<SpeechFigures> {
  const { benchSpeech } = await import('#root/dev/bench/bench-speech.js');
  const { config, logger } = loadContext({ defaults: { DATABASE_URL: 'postgresql://not-needed', LOG_LEVEL: 'warn' } });
  return benchSpeech({ config, logger, parallel });
}

function report(figures: Record<string, object>, json = false): void {
  if (json) {
    printJson(figures);
    return;
  }
  for (const [name, value] of Object.values(figures).flatMap(Object.entries)) {
    const figure = typeof value === 'number' ? value.toFixed(3) : String(value);
    print(`${name.padEnd(20)} ${figure.padStart(10)}`);
  }
}

/** Returns a logger that formats its lines as in production and drops them. */
function createDiscardingLogger(): Logger {
  return createLogger({
    level: 'info',
    readable: false,
    stream: new Writable({ write: (_chunk, _encoding, done) => done() }),
  });
}
