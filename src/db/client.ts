import { createHash } from 'node:crypto';
import { PrismaPg } from '@prisma/adapter-pg';
import pg from 'pg';
import { connectionTo, QUERY_TIMEOUT_MS, useUtc } from '#root/db/connection-options.js';
import { translateDatabaseError } from '#root/db/database-errors.js';
import { PrismaClient } from '#root/db/generated/client.js';

/** Runs a statement with parameters `$1`, `$2` and so on, and returns its rows as the driver reads them. */
export type Statement = <Row extends pg.QueryResultRow>(text: string, values: unknown[]) => Promise<Row[]>;

export type Database = ReturnType<typeof createDatabase>;

export interface DatabaseOptions {
  url: string;
  maxConnections?: number;
  /** Time limit of one query, in milliseconds. */
  queryTimeoutMs?: number;
}

/** Begins a transaction. With two numbers, which no other lock of the project has. */
const takeTurn = (key: string) => `BEGIN; SELECT pg_advisory_xact_lock(1, hashtext(${pg.escapeLiteral(key)}))`;

/**
 * Creates a Prisma client that connects at its first call. A call throws `DatabaseUnavailableError` if the database
 * cannot be reached, does not answer in time or refuses access. A write may have taken effect nevertheless.
 */
export function createDatabase({ url, maxConnections = 10, queryTimeoutMs = QUERY_TIMEOUT_MS }: DatabaseOptions) {
  const pool = new pg.Pool({
    ...connectionTo(url),
    max: maxConnections,
    query_timeout: queryTimeoutMs,
    onConnect: useUtc,
  });
  // The connection has left the pool, and the next query opens another. Without a listener the process would end.
  pool.on('error', () => {});
  const adapter = new PrismaPg(pool, {
    disposeExternalPool: true,
    statementNameGenerator: ({ sql }) => statementName(sql),
  });
  return new PrismaClient({ adapter }).$extends({
    client: {
      /**
       * Runs a statement with parameters `$1`, `$2` and so on, and returns its rows as the driver reads them. It costs a
       * third of Prisma's own raw query, so the statements that every greeting needs use it (`npm run bench -- flow`).
       */
      async $statement<Row extends pg.QueryResultRow>(text: string, values: unknown[]): Promise<Row[]> {
        try {
          return (await pool.query<Row>({ name: statementName(text), text, values })).rows;
        } catch (error) {
          throw translateDatabaseError(error);
        }
      },

      /** Runs statements in a transaction. Of those with the same key one runs at a time, whatever process began it. */
      async $inTurn<T>(key: string, work: (run: Statement) => Promise<T>): Promise<T> {
        const connection = await pool.connect().catch((error: unknown) => {
          throw translateDatabaseError(error);
        });
        try {
          await connection.query(takeTurn(key));
          const result = await work(
            async (text, values) => (await connection.query({ name: statementName(text), text, values })).rows,
          );
          await connection.query('COMMIT');
          connection.release();
          return result;
        } catch (error) {
          // Closing the connection ends the transaction, whatever state it is in.
          connection.release(true);
          throw translateDatabaseError(error);
        }
      },
    },
    query: {
      $allOperations: ({ args, query }) =>
        query(args).catch((error: unknown) => {
          throw translateDatabaseError(error);
        }),
    },
  });
}

const names = new Map<string, string>();

/** Returns the name of a prepared statement. A connection parses a named statement only once, a third of its cost. */
function statementName(text: string): string {
  const known = names.get(text);
  if (known !== undefined) return known;
  const name = createHash('sha1').update(text).digest('hex');
  names.set(text, name);
  return name;
}
