import type { ClientBase, ClientConfig } from 'pg';

/**
 * Time limit of one query, in milliseconds. A frozen server, or a network that drops all packets, closes no connection.
 * The project's queries take milliseconds, even with 100,000 rows.
 */
export const QUERY_TIMEOUT_MS = 5_000;

/**
 * Returns the options of a connection. Keep-alive detects within about 20 s that a server has vanished, even if a query
 * has no time limit. `statement_timeout` is not used because PgBouncer refuses sessions that set it.
 */
export function connectionTo(databaseUrl: string) {
  return {
    connectionString: verifying(databaseUrl),
    connectionTimeoutMillis: 3_000,
    keepAlive: true,
    keepAliveInitialDelayMillis: 10_000,
  } satisfies ClientConfig;
}

/**
 * Sets the time zone of a new connection to UTC, because Prisma's adapter reads and writes times without their offset.
 * The database, the role or TZ may name another zone. A startup parameter would be shorter, but PgBouncer before 1.20
 * refuses it.
 */
export async function useUtc(client: ClientBase): Promise<void> {
  await client.query("SET TIME ZONE 'UTC'");
}

/**
 * Returns the URL with the mode that the driver gives these modes anyway: it encrypts and verifies. Named so, the driver
 * writes no warning into the log. With `uselibpqcompat=true` in the URL they keep their meaning in libpq.
 */
function verifying(databaseUrl: string): string {
  if (!/[?&]sslmode=(prefer|require|verify-ca)\b/.test(databaseUrl)) return databaseUrl;
  if (databaseUrl.includes('uselibpqcompat=true')) return databaseUrl;
  const url = new URL(databaseUrl);
  url.searchParams.set('sslmode', 'verify-full');
  return url.href;
}
