export interface ErrorDetails {
  cause?: unknown;
  /** Facts for the log: exit codes, paths, limits. Never names, texts or tokens. */
  facts?: Readonly<Record<string, unknown>>;
}

/** Base of all the project's errors. `code` names the failure, `retryable` says whether another try may help. */
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

/** The request itself is wrong. `field` names the part to change. */
export class InputError extends ZdravitsaError {
  readonly retryable = false;
  readonly field: string;

  constructor(field: string, code: string, message: string, details?: ErrorDetails) {
    super(code, message, details);
    this.field = field;
  }
}

/** Nothing is wrong with the request, but none is taken now from this person. `facts` say why, for the answer. */
export class LimitError extends ZdravitsaError {
  readonly retryable = false;
}

/** The installation is wrong and an operator must correct it: a variable, a missing program, an unreadable folder. */
export class SetupError extends ZdravitsaError {
  readonly retryable = false;
}

/** A service (database, Redis, storage, Telegram) cannot be reached or is overloaded. A step waits for it. */
export class UnavailableError extends ZdravitsaError {
  readonly retryable = true;
  /** Time that the service asked to wait, in milliseconds, if it named one. */
  readonly retryAfterMs: number | undefined;

  constructor(code: string, message: string, details: ErrorDetails & { retryAfterMs?: number } = {}) {
    super(code, message, details);
    this.retryAfterMs = details.retryAfterMs;
  }
}

/** The database cannot be reached or refuses access. No failure can be recorded meanwhile, so a step waits for long. */
export class DatabaseUnavailableError extends UnavailableError {}

/** Returns `UnavailableError` (DISK_FULL) if a write failed because the disk is full, otherwise the error itself. */
export function translateFullDisk(error: unknown): unknown {
  const { code } = (error ?? {}) as NodeJS.ErrnoException;
  if (code !== 'ENOSPC' && code !== 'EDQUOT') return error;
  return new UnavailableError('DISK_FULL', 'There is no room left for temporary files', { cause: error });
}

/** A service permanently refuses the request: a blocked bot, a chat that does not exist. */
export class RefusedError extends ZdravitsaError {
  readonly retryable = false;
}

/** The step itself failed: ffmpeg exited with an error, a time limit was exceeded. It uses up an attempt. */
export class StepError extends ZdravitsaError {
  readonly retryable = true;
}

/** What an earlier step made is lost. Only a new run can make it again. */
export abstract class LostError extends ZdravitsaError {
  readonly retryable = false;
}

/** The result of an earlier step is no longer in Redis, which may lose keys. */
export class ResultLostError extends LostError {
  constructor(step: string) {
    super('RESULT_LOST', `The result of ${step} is no longer in Redis`);
  }
}

/** An artifact of an earlier step is no longer in storage. */
export class ArtifactLostError extends LostError {
  constructor(key: string) {
    super('ARTIFACT_LOST', 'An artifact of an earlier step is no longer in storage', { facts: { key } });
  }
}

/** The lines of a greeting were spoken in two voices, because an engine failed in between. */
export class VoiceChangedError extends LostError {
  constructor(voices: readonly string[]) {
    super('VOICE_CHANGED', 'The lines were spoken in different voices', { facts: { voices } });
  }
}

/** The step was stopped by a shutdown, a lost lock, a cancelled greeting or its deadline. */
export class AbortedError extends ZdravitsaError {
  readonly retryable = true;

  constructor(cause: unknown) {
    super('ABORTED', 'The step was stopped', { cause });
  }
}
