import { randomUUID } from 'node:crypto';
import { inject } from 'vitest';
import { openClient, takeReleased } from './released-databases.js';

let admin: ReturnType<typeof openClient> | undefined;

/**
 * Returns the URL of a database without rows, migrated by default. A new one costs the CPU time of a hundred statements, so
 * one that was released is taken first.
 */
export async function freshDatabase({ migrated = true } = {}): Promise<string> {
  const { databaseUrl, templateDatabase } = inject('services');
  const released = migrated ? await takeReleased() : undefined;
  if (released !== undefined) return released;
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  admin ??= openClient(databaseUrl);
  await (await admin).query(`CREATE DATABASE ${name}${migrated ? ` TEMPLATE ${templateDatabase}` : ''}`);
  return databaseUrl.replace(/\/[^/]+$/, `/${name}`);
}

/** Returns the address of the suite's Redis and a new prefix for queues. */
export function freshRedis(): { host: string; port: number; prefix: string } {
  const { redisHost: host, redisPort: port } = inject('services');
  return { host, port, prefix: `{test-${randomUUID()}}` };
}

/** Returns the variables of a process with a new database, a new prefix for queues, and an ffmpeg that saves time. */
export async function freshVariables(): Promise<Record<string, string>> {
  const { host, port, prefix } = freshRedis();
  return {
    DATABASE_URL: await freshDatabase(),
    REDIS_HOST: host,
    REDIS_PORT: String(port),
    QUEUE_PREFIX: prefix,
    FFMPEG_PATH: inject('quickFfmpeg'),
  };
}
