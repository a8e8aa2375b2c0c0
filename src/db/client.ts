import { createHash } from 'node:crypto';
import { PrismaPg } from '@prisma/adapter-pg';
import { connectionTo, QUERY_TIMEOUT_MS } from '#root/db/connection-options.js';
import { translateDatabaseError } from '#root/db/database-errors.js';
import { PrismaClient } from '#root/db/generated/client.js';

export type Database = ReturnType<typeof createDatabase>;

export interface DatabaseOptions {
  url: string;
  maxConnections?: number;
  /** Time limit of one query, in milliseconds. */
  queryTimeoutMs?: number;
}

/**
 * Creates a Prisma client that connects at its first call. A call throws `UnavailableError` (DATABASE_UNAVAILABLE) if
 * the database cannot be reached or does not answer in time. A write may have taken effect nevertheless.
 */
export function createDatabase({ url, maxConnections = 10, queryTimeoutMs = QUERY_TIMEOUT_MS }: DatabaseOptions) {
  const adapter = new PrismaPg(
    { ...connectionTo(url), max: maxConnections, query_timeout: queryTimeoutMs },
    // A connection parses a named statement only once. That saves a third of a short query's cost.
    { statementNameGenerator: ({ sql }) => createHash('sha1').update(sql).digest('hex') },
  );
  return new PrismaClient({ adapter }).$extends({
    query: {
      $allOperations: ({ args, query }) =>
        query(args).catch((error: unknown) => {
          throw translateDatabaseError(error);
        }),
    },
  });
}
