import { Command, InvalidArgumentError } from 'commander';
import { migrate } from '#root/db/migrate.js';
import { startServices } from '#root/dev/embedded/start-services.js';
import { loadContext, runCommand } from '#root/process/run-command.js';
import { untilSignal } from '#root/process/shutdown.js';

interface ServicesCommandOptions {
  redisPort?: number;
  postgresPort?: number;
  dir?: string;
}

await runCommand(
  new Command('services')
    .description('Runs a Redis and a PostgreSQL of its own until it is stopped; prints the variables to export.')
    .option('--redis-port <port>', 'a free one by default', parsePort)
    .option('--postgres-port <port>', 'a free one by default', parsePort)
    .option('--dir <dir>', 'keeps their data there; without it they start empty and leave nothing')
    .action(serve),
);

async function serve(options: ServicesCommandOptions): Promise<void> {
  const signalled = untilSignal();
  const { config } = loadContext({ defaults: { DATABASE_URL: 'postgresql://unused' } });
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
