export interface ErrorDetails {
  cause?: unknown;
  /** Facts for the log: exit codes, paths, limits. Never names, texts or tokens. */
  facts?: Readonly<Record<string, unknown>>;
}

/** Base of all the project's errors: `code` says what went wrong, `retryable` whether trying again may help. */
export abstract class ZdravitsaError extends Error {
  readonly code: string;
  readonly facts: Readonly<Record<string, unknown>>;
  abstract readonly retryable: boolean;

  constructor(code: string, message: string, { cause, facts = {} }: ErrorDetails = {}) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = new.target.name;
    this.code = code;
    this.facts = facts;
  }
}

/** The request itself is wrong; `field` names the part to change. */
export class InputError extends ZdravitsaError {
  readonly retryable = false;
  readonly field: string;

  constructor(field: string, code: string, message: string, details?: ErrorDetails) {
    super(code, message, details);
    this.field = field;
  }
}

/** This installation is set up wrongly: a variable, a missing program, an unreadable folder. Somebody has to mend it. */
export class SetupError extends ZdravitsaError {
  readonly retryable = false;
}

/** A service (database, Redis, storage, Telegram) could not be reached or is overloaded. Waiting, not failing. */
export class UnavailableError extends ZdravitsaError {
  readonly retryable = true;
  /** Milliseconds that the service asked us to wait, where it said so. */
  readonly retryAfterMs: number | undefined;

  constructor(code: string, message: string, details: ErrorDetails & { retryAfterMs?: number } = {}) {
    super(code, message, details);
    this.retryAfterMs = details.retryAfterMs;
  }
}

/** Returns what a step waits for where a write failed because the disk is full, and any other error unchanged. */
export function translateFullDisk(error: unknown): unknown {
  const { code } = (error ?? {}) as NodeJS.ErrnoException;
  if (code !== 'ENOSPC' && code !== 'EDQUOT') return error;
  return new UnavailableError('DISK_FULL', 'There is no room left for temporary files', { cause: error });
}

/** A service was reached and said no for good: a blocked bot, a chat that does not exist. */
export class RefusedError extends ZdravitsaError {
  readonly retryable = false;
}

/** A step's own work went wrong (ffmpeg exited with an error, a time limit passed). It uses up an attempt. */
export class StepError extends ZdravitsaError {
  readonly retryable = true;
}

/** What an earlier step left in storage is gone: only a new run can make it again. */
export class ArtifactLostError extends ZdravitsaError {
  readonly retryable = false;

  constructor(key: string) {
    super('ARTIFACT_LOST', 'What an earlier step left is no longer in storage', { facts: { key } });
  }
}

/** The step was told to stop: by a shutdown, a lost lock, a cancelled greeting or its deadline. */
export class AbortedError extends ZdravitsaError {
  readonly retryable = true;

  constructor(cause: unknown) {
    super('ABORTED', 'The step was told to stop', { cause });
  }
}
