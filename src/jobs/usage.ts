import type { Statement } from '#root/db/client.js';
import { LimitError } from '#root/errors.js';

/** How many greetings somebody may have. */
export interface UserLimits {
  /** At the same time. */
  openMax: number;
  /** Ordered on one day, in UTC. By default any number. */
  dailyMax?: number | undefined;
}

/** Greetings that somebody has ordered. */
export interface Usage {
  /** Of a person, a batch counts as one. */
  open: number;
  /** Since midnight in UTC, without those that failed. */
  today: number;
}

/** Whose greetings count, and how many there may be. */
export interface Allowance {
  /** A person of a chat, or a key of the HTTP API. */
  owner: 'orderedBy' | 'apiKeyId';
  id: string;
  limits: UserLimits;
}

const OPEN = `"status" IN ('QUEUED', 'PROCESSING')`;

const USAGE: Record<Allowance['owner'], string> = {
  orderedBy: `
    SELECT count(DISTINCT coalesce("batchId", "id")) FILTER (WHERE ${OPEN})::int AS "open",
      count(*) FILTER (WHERE "createdAt" >= $2 AND "status" <> 'FAILED')::int AS "today"
    FROM "VideoJob" WHERE "orderedBy" = $1`,
  // Only the open ones, which an index finds: a key has ordered any number.
  apiKeyId: `
    SELECT count(*)::int AS "open", 0 AS "today"
    FROM "VideoJob" WHERE "apiKeyId" = $1 AND ${OPEN} AND $2::timestamptz IS NOT NULL`,
};

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** Returns how many greetings somebody has ordered. */
export async function readUsage(
  run: Statement,
  { owner, id }: Pick<Allowance, 'owner' | 'id'>,
  now = Date.now(),
): Promise<Usage> {
  const [usage = { open: 0, today: 0 }] = await run<Usage>(USAGE[owner], [id, new Date(dayOf(now))]);
  return usage;
}

/**
 * Throws LimitError (USER_DAILY_MAX, USER_OPEN_MAX or KEY_OPEN_MAX) if one greeting more, or a batch of several, would be
 * too many. Its facts say how much room is left on this day.
 */
export function assertWithin({ owner, limits }: Allowance, { open, today }: Usage, count = 1): void {
  const { openMax, dailyMax = Number.POSITIVE_INFINITY } = limits;
  const now = Date.now();
  if (today + count > dailyMax) {
    const hours = Math.ceil((dayOf(now) + DAY_MS - now) / HOUR_MS);
    throw new LimitError('USER_DAILY_MAX', 'The person has ordered all greetings of this day', {
      facts: { dailyMax, hours, room: Math.max(dailyMax - today, 0) },
    });
  }
  if (owner === 'orderedBy' && open >= openMax) {
    throw new LimitError('USER_OPEN_MAX', 'The person waits for as many greetings as are allowed', {
      facts: { openMax },
    });
  }
  if (owner === 'apiKeyId' && open + count > openMax) {
    const message = `${open} greetings of this key are open, and ${openMax} may be; wait until some have ended`;
    throw new LimitError('KEY_OPEN_MAX', message, { facts: { open, openMax } });
  }
}

/** Returns when the day began, in UTC. */
function dayOf(now: number): number {
  return now - (now % DAY_MS);
}
