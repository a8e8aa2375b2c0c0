import { SetupError, translateFullDisk, UnavailableError } from '#root/errors.js';

interface S3Fault extends NodeJS.ErrnoException {
  $metadata?: { httpStatusCode?: number };
}

// Answers that pass though their status says otherwise: https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html
const PASSING = new Set(['RequestTimeout', 'IncompleteBody', 'InternalError', 'SlowDown', 'NoSuchUpload']);
const PASSING_STATUS = new Set([408, 409, 425, 429]);
const LOST_CONTACT = new Set(['TimeoutError', 'AbortError']);

/** Tells whether the server says that there is no such object. */
export function isMissingObject(error: unknown): boolean {
  const { name } = error as Error;
  return name === 'NoSuchKey' || name === 'NotFound';
}

/** Tells whether the server does not know the call at all. */
export function isNotImplemented(error: unknown): boolean {
  return [405, 501].includes((error as S3Fault).$metadata?.httpStatusCode ?? 0);
}

/** Returns the project's error for one of the S3 client, and any other unchanged: a file's, a fault in the code. */
export function translateS3Error(error: unknown): unknown {
  const { $metadata, name, code, path } = error as S3Fault;
  const status = $metadata?.httpStatusCode;
  const facts = { fault: name, status };
  if (status === undefined) {
    const fullDisk = translateFullDisk(error);
    if (fullDisk !== error) return fullDisk;
    const lostContact = LOST_CONTACT.has(name) || (code !== undefined && path === undefined);
    if (!lostContact || error instanceof TypeError) return error;
    return new UnavailableError('STORAGE_UNAVAILABLE', 'S3_ENDPOINT does not answer', { cause: error, facts });
  }
  if ((status >= 500 && status !== 501) || PASSING_STATUS.has(status) || PASSING.has(name)) {
    return new UnavailableError('STORAGE_UNAVAILABLE', `S3_ENDPOINT answers ${status}`, { cause: error, facts });
  }
  return new SetupError(
    'STORAGE_REFUSED',
    `S3_ENDPOINT refuses (${status} ${name}): look at S3_BUCKET, S3_REGION, S3_ACCESS_KEY_ID, S3_SECRET_ACCESS_KEY`,
    { cause: error, facts },
  );
}
