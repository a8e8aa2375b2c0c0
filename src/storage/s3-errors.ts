import { SetupError, translateFullDisk, UnavailableError } from '#root/errors.js';

interface S3Fault extends NodeJS.ErrnoException {
  $metadata?: { httpStatusCode?: number };
}

// Answers that pass though their status says otherwise: https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html
const PASSING = new Set(['RequestTimeout', 'IncompleteBody', 'InternalError', 'SlowDown', 'NoSuchUpload']);
const PASSING_STATUS = new Set([408, 409, 425, 429]);
const LOST_CONTACT = new Set(['TimeoutError', 'AbortError']);
const REFUSED = 'STORAGE_REFUSED';
const REMEDY =
  'look at S3_BUCKET, S3_REGION, S3_ACCESS_KEY_ID, S3_SECRET_ACCESS_KEY, and at what that key may do; a process reads them when it starts';

/** Ends as the call does, with the project's error where the server is away or refuses. */
export async function translated<T>(work: Promise<T>): Promise<T> {
  return work.catch((error: unknown) => {
    throw translateS3Error(error);
  });
}

/** Ends as the call does, with undefined where the server says that there is no such object. */
export function unlessMissing<T>(work: Promise<T>): Promise<T | undefined> {
  return translated(
    work.catch((error: unknown) => {
      if (!isMissingObject(error)) throw error;
      return undefined;
    }),
  );
}

/** Takes the answer that the server does not know how to list uploads for none. */
export function unlessNotImplemented(error: unknown): { Uploads?: [] } {
  if (!isNotImplemented(error)) throw error;
  return {};
}

/**
 * What HEAD is refused with has no body: it does not say why, and a bucket that is gone looks like a missing object. So
 * the other call is made, which the server answers in words. A 403 is a refusal to that as well, never a missing object:
 * it would be Amazon's answer for one to a key without s3:ListBucket, but such a key HeadBucket does not let in at the
 * start, https://docs.aws.amazon.com/AmazonS3/latest/API/API_HeadObject.html. Its object may well be there.
 */
export function inWords<T>(head: Promise<T>, other: () => Promise<T>): Promise<T> {
  return head.catch((error: unknown) => {
    if (!isRefused(error)) throw error;
    return other();
  });
}

/** Tells whether the server says that there is no such object. */
function isMissingObject(error: unknown): boolean {
  const { name } = error as Error;
  return name === 'NoSuchKey' || name === 'NotFound';
}

/** Tells whether the server answered with a no that does not pass by itself. */
function isRefused(error: unknown): boolean {
  const status = statusOf(error);
  if (status === undefined || PASSING_STATUS.has(status) || PASSING.has((error as Error).name)) return false;
  return status < 500 || isNotImplemented(error);
}

/** Tells whether the server does not know the call at all. */
function isNotImplemented(error: unknown): boolean {
  return [405, 501].includes(statusOf(error) ?? 0);
}

/** Returns the project's error for one of the S3 client, and any other unchanged: a file's, a fault in the code. */
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
  // Whoever has been let in before waits: a key is being changed, a policy has slipped, a quota is used up. Servers have
  // different words for each, and what they are asked for is never wrong in itself.
  if (!isNotImplemented(error)) return new UnavailableError(REFUSED, message, { cause: error, facts });
  return new SetupError(REFUSED, message, { cause: error, facts });
}

/** Returns a refusal as what it is to one that asks whether it can use the bucket at all, any other error unchanged. */
export function refusalAsSetupError(error: unknown): unknown {
  if (!(error instanceof UnavailableError) || error.code !== REFUSED) return error;
  return new SetupError(REFUSED, error.message, { cause: error.cause, facts: error.facts });
}

function statusOf(error: unknown): number | undefined {
  return (error as S3Fault).$metadata?.httpStatusCode;
}
