import type { ClientConfig } from 'pg';

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
    connectionString: databaseUrl,
    connectionTimeoutMillis: 3_000,
    keepAlive: true,
    keepAliveInitialDelayMillis: 10_000,
  } satisfies ClientConfig;
}
