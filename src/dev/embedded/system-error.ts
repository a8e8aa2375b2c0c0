import { SetupError } from '#root/errors.js';

/** Returns `SetupError` for an error of the operating system, such as a full disk, otherwise the error itself. */
export function translateSystemError(error: unknown): unknown {
  if (!(error instanceof Error) || !('syscall' in error)) return error;
  return new SetupError('SERVICES_NOT_STARTED', `The services cannot be started: ${error.message}`, { cause: error });
}
