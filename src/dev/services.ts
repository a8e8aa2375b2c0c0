import { Command, InvalidArgumentError } from 'commander';
import { migrate } from '#root/db/migrate.js';
import { notStarted, startServices } from '#root/dev/embedded/start-services.js';
import { loadContext, runCommand } from '#root/process/run-command.js';
import { untilSignal } from '#root/process/shutdown.js';

interface ServicesCommandOptions {
  redisPort?: number;
  postgresPort?: number;
  dir?: string;
}

await runCommand(
  new Command('services')
    .description('Runs its own Redis and PostgreSQL until it is stopped, and prints the variables to export.')
    .option('--redis-port <port>', 'default: a free port', parsePort)
    .option('--postgres-port <port>', 'default: a free port', parsePort)
    .option('--dir <dir>', 'directory for their data (default: a temporary one, removed at the end)')
    .action(serve),
);

async function serve(options: ServicesCommandOptions): Promise<void> {
  const signalled = untilSignal();
  // The environment may name other services, even wrongly.
  const { config } = loadContext({ overrides: notStarted });
  const services = await startServices({ ...options, searchPath: config.searchPath });
  try {
    const { config, logger } = loadContext({ overrides: services.variables });
    await migrate({ databaseUrl: config.databaseUrl, logger });
    for (const [name, value] of Object.entries(services.variables)) process.stdout.write(`${name}=${value}\n`);
    process.stdout.write('ready\n');
    await signalled;
  } finally {
    await services.stop();
  }
}

function parsePort(value: string): number {
  const port = Number(value);
  if (!Number.isInteger(port) || port < 1 || port > 65_535) throw new InvalidArgumentError('Not a port.');
  return port;
}
