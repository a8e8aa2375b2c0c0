import { z } from 'zod';
import { type VideoJobStatus, videoJobStatuses } from '#root/jobs/video-job.js';
import type { PageRequest } from '#root/jobs/video-job-lists.js';
import { stepNames } from '#root/queue/definitions/index.js';

const idSchema = z
  .string()
  .regex(/^[0-9a-f-]{1,36}$/)
  .optional()
  .catch(undefined);

const HOUR_MS = 3_600_000;

/** What can be asked of a greeting's age, milliseconds. */
export const ages = {
  '1h': { name: 'last hour', below: HOUR_MS },
  '24h': { name: 'last 24 hours', below: 24 * HOUR_MS },
  '7d': { name: 'last 7 days', below: 7 * 24 * HOUR_MS },
  'over-15min': { name: 'over 15 minutes', above: HOUR_MS / 4 },
  'over-24h': { name: 'over 24 hours', above: 24 * HOUR_MS },
} as const satisfies Record<string, { name: string; below?: number; above?: number }>;

type Age = keyof typeof ages;

const listQuerySchema = z.object({
  status: z
    .enum(videoJobStatuses as [VideoJobStatus, ...VideoJobStatus[]])
    .optional()
    .catch(undefined),
  step: z.enum(stepNames).optional().catch(undefined),
  error: z
    .string()
    .trim()
    .toUpperCase()
    .regex(/^[A-Z0-9_]{1,64}$/)
    .optional()
    .catch(undefined),
  age: z
    .enum(Object.keys(ages) as [Age, ...Age[]])
    .optional()
    .catch(undefined),
  q: z.string().trim().toLowerCase().default(''),
  older: idSchema,
  newer: idSchema,
});

/** What the list is asked for; what makes no sense counts as absent. */
export type ListQuery = z.infer<typeof listQuerySchema>;

export function parseListQuery(query: Record<string, string>): ListQuery {
  return listQuerySchema.parse(query);
}

/**
 * Returns how the ids begin that are searched for, undefined where none can. A job's id, which begins with that of its
 * greeting, finds the greeting.
 */
export function idPrefixOf(searched: string): string | undefined {
  return /^[0-9a-f-]{1,36}(?=$|(?<=^.{36})-)/.exec(searched)?.[0];
}

/** Tells whether all greetings are asked for, from the newest on. */
export function isWhole(query: ListQuery): boolean {
  return listUrl(query) === listUrl({});
}

/** Returns what the rows are asked for; undefined where none can be what is searched for. */
export function pageRequestOf(
  { status, step, error, age, q, older, newer }: ListQuery,
  now: Date,
): Omit<PageRequest, 'limit'> | undefined {
  const idPrefix = q === '' ? undefined : idPrefixOf(q);
  if (q !== '' && idPrefix === undefined) return undefined;
  const { below, above }: { below?: number; above?: number } = age === undefined ? {} : ages[age];
  const before = (ms: number | undefined) => (ms === undefined ? undefined : new Date(now.getTime() - ms));
  return {
    status,
    step,
    errorCode: error,
    createdAfter: before(below),
    createdBefore: before(above),
    idPrefix,
    olderThan: older,
    newerThan: newer,
  };
}

/** Returns the address of a list. */
export function listUrl({ status, step, error, age, q, older, newer }: Partial<ListQuery>): string {
  const given = Object.entries({ status, step, error, age, q, older, newer }).filter(
    ([, value]) => value !== undefined && value !== '',
  );
  const query = new URLSearchParams(given as [string, string][]).toString();
  return `/greetings${query === '' ? '' : `?${query}`}`;
}
