import { createHash } from 'node:crypto';
import { PrismaPg } from '@prisma/adapter-pg';
import { translateDatabaseError } from '#root/db/errors.js';
import { PrismaClient } from '#root/db/generated/client.js';

export type Database = ReturnType<typeof createDatabase>;

const CONNECT_TIMEOUT_MS = 3_000;

/**
 * Returns a Prisma client whose every call throws UnavailableError (DATABASE_UNAVAILABLE) where the database is away.
 * Connects at the first call; `$disconnect()` closes it.
 */
export function createDatabase({ url, maxConnections = 10 }: { url: string; maxConnections?: number }) {
  const adapter = new PrismaPg(
    { connectionString: url, max: maxConnections, connectionTimeoutMillis: CONNECT_TIMEOUT_MS },
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
