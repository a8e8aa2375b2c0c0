import type { ClientConfig } from 'pg';

/**
 * No answer for so long, milliseconds, and the database counts as away: a server that is frozen, or behind a network that
 * swallows what is sent, says nothing and closes nothing. What the project asks takes milliseconds, also of 100,000 rows.
 */
export const QUERY_TIMEOUT_MS = 5_000;

/**
 * Returns how to connect. A server that is gone without a word is noticed within some 20 s, by a query that has no limit
 * too. Not `statement_timeout`: PgBouncer refuses sessions that bring one.
 */
export function connectionTo(databaseUrl: string) {
  return {
    connectionString: databaseUrl,
    connectionTimeoutMillis: 3_000,
    keepAlive: true,
    keepAliveInitialDelayMillis: 10_000,
  } satisfies ClientConfig;
}
