import { SetupError, translateFullDisk, UnavailableError } from '#root/errors.js';

interface S3Fault extends NodeJS.ErrnoException {
  $metadata?: { httpStatusCode?: number };
}

// Temporary errors although their status says otherwise: https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html
const TEMPORARY = new Set(['RequestTimeout', 'IncompleteBody', 'InternalError', 'SlowDown', 'NoSuchUpload']);
const TEMPORARY_STATUS = new Set([408, 409, 425, 429]);
const LOST_CONTACT = new Set(['TimeoutError', 'AbortError']);
const REFUSED = 'STORAGE_REFUSED';
const REMEDY =
  'check S3_BUCKET, S3_REGION, S3_ACCESS_KEY_ID, S3_SECRET_ACCESS_KEY and the rights of that key; a process reads them when it starts';

/** Waits for a call. Throws the project's error if the server is unavailable or refuses. */
export async function translated<T>(work: Promise<T>): Promise<T> {
  return work.catch((error: unknown) => {
    throw translateS3Error(error);
  });
}

/** Waits for a call as `translated` does. Returns undefined if the object does not exist. */
export function undefinedIfMissing<T>(work: Promise<T>): Promise<T | undefined> {
  return translated(
    work.catch((error: unknown) => {
      if (!isMissingObject(error)) throw error;
      return undefined;
    }),
  );
}

/** Returns an empty list of uploads if the server does not implement listing them. */
export function noneIfNotImplemented(error: unknown): { Uploads?: [] } {
  if (!isNotImplemented(error)) throw error;
  return {};
}

/**
 * Waits for a HEAD call and makes another call if the server refuses it. An answer to HEAD has no body, so it does not
 * say why, and a missing bucket looks like a missing object. A 403 is never a missing object. Amazon answers it for one
 * to a key without s3:ListBucket, but HeadBucket refuses such a key at the start:
 * https://docs.aws.amazon.com/AmazonS3/latest/API/API_HeadObject.html.
 */
export function orExplained<T>(head: Promise<T>, other: () => Promise<T>): Promise<T> {
  return head.catch((error: unknown) => {
    if (!isRefused(error)) throw error;
    return other();
  });
}

/** Returns whether the error means that the object does not exist. */
function isMissingObject(error: unknown): boolean {
  const { name } = error as Error;
  return name === 'NoSuchKey' || name === 'NotFound';
}

/** Returns whether the server refused the call, so that another try would not help. */
function isRefused(error: unknown): boolean {
  const status = statusOf(error);
  if (status === undefined || TEMPORARY_STATUS.has(status) || TEMPORARY.has((error as Error).name)) return false;
  return status < 500 || isNotImplemented(error);
}

/** Returns whether the server does not implement the call. */
function isNotImplemented(error: unknown): boolean {
  return [405, 501].includes(statusOf(error) ?? 0);
}

/** Converts an error of the S3 client into the project's. Returns any other error (a file error, a bug) unchanged. */
function translateS3Error(error: unknown): unknown {
  const { name, code, path } = error as S3Fault;
  const status = statusOf(error);
  const facts = { fault: name, status };
  if (status === undefined) {
    const fullDisk = translateFullDisk(error);
    if (fullDisk !== error) return fullDisk;
    const lostContact = LOST_CONTACT.has(name) || (code !== undefined && path === undefined);
    if (!lostContact || error instanceof TypeError) return error;
    return new UnavailableError('STORAGE_UNAVAILABLE', 'S3_ENDPOINT does not answer', { cause: error, facts });
  }
  if (!isRefused(error)) {
    return new UnavailableError('STORAGE_UNAVAILABLE', `S3_ENDPOINT answers ${status}`, { cause: error, facts });
  }
  const message = `S3_ENDPOINT refuses (${status} ${name}): ${REMEDY}`;
  // A process that had access before waits: a key is being changed, a policy is wrong, a quota is used up. Servers
  // answer these with different codes, and the call itself is never wrong.
  if (!isNotImplemented(error)) return new UnavailableError(REFUSED, message, { cause: error, facts });
  return new SetupError(REFUSED, message, { cause: error, facts });
}

/** Returns `SetupError` for a refusal, which is what it means at the start, otherwise the error itself. */
export function refusalAsSetupError(error: unknown): unknown {
  if (!(error instanceof UnavailableError) || error.code !== REFUSED) return error;
  return new SetupError(REFUSED, error.message, { cause: error.cause, facts: error.facts });
}

function statusOf(error: unknown): number | undefined {
  return (error as S3Fault).$metadata?.httpStatusCode;
}
