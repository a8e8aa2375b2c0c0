import { setTimeout as sleep } from 'node:timers/promises';
import { UnavailableError } from '#root/errors.js';

const TIMEOUT_MS = 1_000;

/**
 * Returns the value read from Redis, or undefined if Redis is unavailable or does not answer within a second. Pages
 * then show the rest, which comes from the database.
 */
export async function ifAvailable<T>(reading: Promise<T>): Promise<T | undefined> {
  const value = reading.catch((error: unknown) => {
    if (error instanceof UnavailableError) return undefined;
    throw error;
  });
  return Promise.race([value, sleep(TIMEOUT_MS, undefined, { ref: false })]);
}
