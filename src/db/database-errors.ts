import { z } from 'zod';
import { Prisma } from '#root/db/generated/client.js';
import { SetupError, UnavailableError } from '#root/errors.js';

// https://www.prisma.io/docs/orm/reference/error-reference: unreachable, timed out, closed, no free connection,
// transaction lost, write conflict.
const TEMPORARY_PRISMA_CODES = new Set(['P1001', 'P1002', 'P1008', 'P1017', 'P2024', 'P2028', 'P2034', 'P2037']);
// The kinds of DriverAdapterError in @prisma/driver-adapter-utils that carry no SQLSTATE.
const TEMPORARY_KINDS = new Set(['DatabaseNotReachable', 'ConnectionClosed', 'SocketTimeout', 'TooManyConnections']);
// https://www.postgresql.org/docs/current/errcodes-appendix.html: connection, transaction rollback, resources,
// operator intervention (shutdown, crash, starting up), system error.
const TEMPORARY_SQLSTATE = /^(08|40|53|57|58)/;
// The same table: undefined table or column, wrong password, no such database or role.
const SETUP_SQLSTATE = /^(42P01|42703|28|3D)/;

const metaSchema = z.object({
  driverAdapterError: z.object({ cause: z.object({ kind: z.string(), originalCode: z.string().optional() }) }),
});

/**
 * Returns `UnavailableError` if the database could not be reached or was overloaded, `SetupError` if the database was
 * not migrated or is not this project's, otherwise the error itself.
 */
export function translateDatabaseError(error: unknown): unknown {
  if (!(error instanceof Error) || error instanceof UnavailableError) return error;
  if (error instanceof Prisma.PrismaClientKnownRequestError) return translateKnown(error);
  if (error.name.startsWith('PrismaClient') && error.name !== 'PrismaClientUnknownRequestError') return error;
  // Prisma wraps every error that the server reports. Any other error means that the driver lost its connection.
  return unavailable(error);
}

/** Returns whether the error means that a row with the same unique value exists. */
export function isUniqueViolation(error: unknown): boolean {
  return error instanceof Prisma.PrismaClientKnownRequestError && error.code === 'P2002';
}

function translateKnown(error: Prisma.PrismaClientKnownRequestError): unknown {
  const meta = metaSchema.safeParse(error.meta);
  const { kind = '', originalCode: sqlState = '' } = meta.success ? meta.data.driverAdapterError.cause : {};
  if (TEMPORARY_PRISMA_CODES.has(error.code) || TEMPORARY_KINDS.has(kind) || TEMPORARY_SQLSTATE.test(sqlState)) {
    return unavailable(error);
  }
  if (SETUP_SQLSTATE.test(sqlState)) {
    const message =
      'DATABASE_URL names no database of this project: wrong login, or not migrated yet (npm run migrate)';
    return new SetupError('DATABASE_NOT_READY', message, { cause: error, facts: { sqlState } });
  }
  return error;
}

function unavailable(cause: Error): UnavailableError {
  return new UnavailableError('DATABASE_UNAVAILABLE', 'The database cannot be reached', { cause });
}
