import { Client } from 'pg';
import type { TestProject } from 'vitest/node';
import { migrate } from '#root/db/migrate.js';
import { startServices } from '#root/dev/embedded/start-services.js';
import { createLogger } from '#root/logger.js';
import { bundleCommands } from './bundle.js';
import { writeQuickFfmpeg } from './quick-ffmpeg.js';

declare module 'vitest' {
  export interface ProvidedContext {
    /** Folder with the commands as bundles. */
    bundles: string;
    /** Path of the ffmpeg of `writeQuickFfmpeg`. */
    quickFfmpeg: string;
    services: { redisHost: string; redisPort: number; databaseUrl: string; templateDatabase: string };
  }
}

const TEMPLATE = 'migrated';

/**
 * Starts one Redis and one PostgreSQL for the whole run, and bundles the commands. Each file uses its own prefix and its
 * own databases.
 */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const [bundles, { variables, stop: stopServices }] = await Promise.all([
    bundleCommands(),
    startServices({ searchPath: process.env.PATH ?? '' }),
  ]);
  const stop = async () => {
    await stopServices();
    await bundles.remove();
  };
  try {
    const client = new Client({ connectionString: variables.DATABASE_URL });
    await client.connect();
    // The data ends with the suite, so nothing needs to survive a crash of the machine. Most tests create a database, and
    // autovacuum would start a process for each of them every minute.
    for (const setting of ['fsync', 'full_page_writes', 'synchronous_commit', 'autovacuum']) {
      await client.query(`ALTER SYSTEM SET ${setting} = off`);
    }
    await client.query('SELECT pg_reload_conf()');
    await client.query(`CREATE DATABASE ${TEMPLATE}`);
    await client.end();
    const databaseUrl = variables.DATABASE_URL.replace(/\/[^/]+$/, `/${TEMPLATE}`);
    await migrate({ databaseUrl, logger: createLogger({ level: 'error' }) });
    project.provide('bundles', bundles.dir);
    project.provide('quickFfmpeg', await writeQuickFfmpeg(bundles.dir));
    project.provide('services', {
      redisHost: variables.REDIS_HOST,
      redisPort: Number(variables.REDIS_PORT),
      databaseUrl: variables.DATABASE_URL,
      templateDatabase: TEMPLATE,
    });
  } catch (error) {
    await stop();
    throw error;
  }
  return stop;
}
