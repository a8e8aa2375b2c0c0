import pg from 'pg';
import { z } from 'zod';
import { DatabaseUnavailableError, StepError, ZdravitsaError } from '#root/errors.js';

/** What the server or the driver reports about a failed statement. */
interface Report {
  /** Code of the server: https://www.postgresql.org/docs/current/errcodes-appendix.html */
  sqlState: string | undefined;
  message: string;
  /** Code of the network, TLS or Prisma, if the server did not answer. */
  code: string | undefined;
}

/** Answers of a server that refuses what the project needs, until an operator changes it. */
const REFUSALS: { sqlState: RegExp; code: string; message: string }[] = [
  { sqlState: /^25006$/, code: 'DATABASE_READ_ONLY', message: 'The database allows no changes' },
  { sqlState: /^28/, code: 'DATABASE_LOGIN_REFUSED', message: 'PostgreSQL refuses the login in DATABASE_URL' },
  { sqlState: /^42501$/, code: 'DATABASE_RIGHTS_MISSING', message: 'The user in DATABASE_URL lacks a right' },
  { sqlState: /^3D000$/, code: 'DATABASE_MISSING', message: 'The database in DATABASE_URL does not exist' },
  // Undefined table, column or schema.
  { sqlState: /^(42P01|42703|3F000)$/, code: 'DATABASE_NOT_READY', message: 'The database is not migrated' },
];
// Connection, transaction rollback, resources, object in use or locked, operator intervention, system error.
const TEMPORARY_SQLSTATE = /^(08|40|53|55|57|58)/;
// https://nodejs.org/api/tls.html#x509-certificate-error-codes, and the text of the driver if the server has no TLS.
const UNTRUSTED_CODE = /^(CERT_|CRL_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_|INVALID_|HOSTNAME_MISMATCH|ERR_TLS_|ERR_SSL_)/;
const UNTRUSTED = 'No trusted connection to PostgreSQL (sslmode and sslrootcert in DATABASE_URL)';
const UNTRUSTED_MESSAGE = /SSL connection|certificate/i;
// https://www.prisma.io/docs/orm/reference/error-reference: unreachable, timed out, closed, no free connection,
// transaction lost, write conflict. Then the kinds of errors that @prisma/driver-adapter-utils knows without SQLSTATE.
const TEMPORARY_CODES = new Set(['P1001', 'P1002', 'P1008', 'P1017', 'P2024', 'P2028', 'P2034', 'P2037']);
const TEMPORARY_KINDS = new Set(['DatabaseNotReachable', 'ConnectionClosed', 'SocketTimeout']);

// Prisma's error holds the error of its adapter, which holds the server's.
const prismaSchema = z.object({
  meta: z.object({
    driverAdapterError: z.object({
      cause: z.object({
        kind: z.string(),
        originalCode: z.string().optional(),
        originalMessage: z.string().optional(),
        reason: z.string().optional(),
      }),
    }),
  }),
});

/**
 * Returns `DatabaseUnavailableError` if the database cannot be reached, is overloaded or refuses access, otherwise
 * `StepError`. The messages of Prisma quote the project's source, so they are kept only as the cause.
 */
export function translateDatabaseError(error: unknown): unknown {
  if (!(error instanceof Error) || error instanceof ZdravitsaError) return error;
  const { sqlState, message, code } = reportOf(error);
  const details = { cause: error, facts: sqlState === undefined ? {} : { sqlState } };
  const refusal = REFUSALS.find((each) => each.sqlState.test(sqlState ?? ''));
  if (refusal !== undefined) {
    return new DatabaseUnavailableError(refusal.code, `${refusal.message}: ${message}`, details);
  }
  if (isUntrusted(code, message)) {
    return new DatabaseUnavailableError('DATABASE_UNTRUSTED', `${UNTRUSTED}: ${message}`, details);
  }
  if (isTemporary(error, sqlState, code)) {
    return new DatabaseUnavailableError('DATABASE_UNAVAILABLE', 'The database cannot be reached', details);
  }
  return new StepError(
    'DATABASE_FAILED',
    `The database rejected a statement (${sqlState ?? code ?? error.name})`,
    details,
  );
}

function reportOf(error: Error): Report {
  if (error instanceof pg.DatabaseError) return { sqlState: error.code, message: error.message, code: undefined };
  const parsed = prismaSchema.safeParse(error);
  if (parsed.success) {
    const { kind, originalCode, originalMessage, reason } = parsed.data.meta.driverAdapterError.cause;
    return { sqlState: originalCode, message: originalMessage ?? reason ?? '', code: kind };
  }
  return { sqlState: undefined, message: error.message, code: (error as NodeJS.ErrnoException).code };
}

function isUntrusted(code = '', message: string): boolean {
  return UNTRUSTED_CODE.test(code) || UNTRUSTED_MESSAGE.test(message);
}

function isTemporary(error: Error, sqlState: string | undefined, code = ''): boolean {
  if (sqlState !== undefined) return TEMPORARY_SQLSTATE.test(sqlState);
  // Prisma wraps every error that the server reports. Any other error means that the driver lost its connection.
  return !error.name.startsWith('PrismaClient') || TEMPORARY_CODES.has(code) || TEMPORARY_KINDS.has(code);
}
