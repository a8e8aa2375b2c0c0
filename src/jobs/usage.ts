import type { Statement } from '#root/db/client.js';
import { LimitError } from '#root/errors.js';

/** How many greetings a person may have. */
export interface UserLimits {
  /** At the same time. */
  openMax: number;
  /** Ordered on one day, in UTC. */
  dailyMax: number;
}

/** Greetings that a person has ordered. */
export interface Usage {
  /** A batch counts as one. */
  open: number;
  /** Since midnight in UTC, without those that failed. */
  today: number;
}

const USAGE = `
  SELECT count(DISTINCT coalesce("batchId", "id")) FILTER (WHERE "status" IN ('QUEUED', 'PROCESSING'))::int AS "open",
    count(*) FILTER (WHERE "createdAt" >= $2 AND "status" <> 'FAILED')::int AS "today"
  FROM "VideoJob" WHERE "orderedBy" = $1`;

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** Returns how many greetings a person has ordered. */
export async function readUsage(run: Statement, orderedBy: string, now = Date.now()): Promise<Usage> {
  const [usage = { open: 0, today: 0 }] = await run<Usage>(USAGE, [orderedBy, new Date(dayOf(now))]);
  return usage;
}

/**
 * Throws LimitError (USER_DAILY_MAX or USER_OPEN_MAX) if one greeting more, or a batch of several, would be too many. Its
 * facts say how much room is left on this day.
 */
export function assertWithin({ openMax, dailyMax }: UserLimits, { open, today }: Usage, count = 1): void {
  const now = Date.now();
  if (today + count > dailyMax) {
    const hours = Math.ceil((dayOf(now) + DAY_MS - now) / HOUR_MS);
    throw new LimitError('USER_DAILY_MAX', 'The person has ordered all greetings of this day', {
      facts: { dailyMax, hours, room: Math.max(dailyMax - today, 0) },
    });
  }
  if (open >= openMax) {
    throw new LimitError('USER_OPEN_MAX', 'The person waits for as many greetings as are allowed', {
      facts: { openMax },
    });
  }
}

/** Returns when the day began, in UTC. */
function dayOf(now: number): number {
  return now - (now % DAY_MS);
}
