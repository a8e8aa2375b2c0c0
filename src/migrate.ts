import { Command } from 'commander';
import { migrate } from '#root/db/migrate.js';
import { loadContext, runCommand } from '#root/process/run-command.js';

await runCommand(
  new Command('migrate').description('Applies missing migrations to the database at DATABASE_URL.').action(async () => {
    const { config, logger } = loadContext();
    const applied = await migrate({ databaseUrl: config.databaseUrl, logger });
    logger.info('database up to date', { applied: applied.length });
  }),
);
