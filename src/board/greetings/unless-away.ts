import { setTimeout as sleep } from 'node:timers/promises';
import { UnavailableError } from '#root/errors.js';

const PATIENCE_MS = 1_000;

/** Returns what Redis says, or undefined where it does not answer at once: a page has most to tell from the database. */
export async function unlessAway<T>(answer: Promise<T>): Promise<T | undefined> {
  const answered = answer.catch((error: unknown) => {
    if (error instanceof UnavailableError) return undefined;
    throw error;
  });
  return Promise.race([answered, sleep(PATIENCE_MS, undefined, { ref: false })]);
}
