import { randomUUID } from 'node:crypto';
import { Client } from 'pg';
import { inject } from 'vitest';

/** Creates a database, migrated by default, and returns its URL. */
export async function freshDatabase({ migrated = true } = {}): Promise<string> {
  const { databaseUrl, templateDatabase } = inject('services');
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  await client.query(`CREATE DATABASE ${name}${migrated ? ` TEMPLATE ${templateDatabase}` : ''}`);
  await client.end();
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
