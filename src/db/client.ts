import { createHash } from 'node:crypto';
import { PrismaPg } from '@prisma/adapter-pg';
import { connectionTo, QUERY_TIMEOUT_MS } from '#root/db/connection-options.js';
import { translateDatabaseError } from '#root/db/database-errors.js';
import { PrismaClient } from '#root/db/generated/client.js';

export type Database = ReturnType<typeof createDatabase>;

export interface DatabaseOptions {
  url: string;
  maxConnections?: number;
  /** Of one query, milliseconds. */
  queryTimeoutMs?: number;
}

/**
 * Returns a Prisma client whose every call throws UnavailableError (DATABASE_UNAVAILABLE) where the database is away, or
 * does not answer in time: whether a write took effect is then unknown. Connects at the first call; `$disconnect()`
 * closes it.
 */
export function createDatabase({ url, maxConnections = 10, queryTimeoutMs = QUERY_TIMEOUT_MS }: DatabaseOptions) {
  const adapter = new PrismaPg(
    { ...connectionTo(url), max: maxConnections, query_timeout: queryTimeoutMs },
    // A connection parses and plans each statement once: a third of the cost of a short query.
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
