import { z } from 'zod';
import { isName } from '#root/jobs/row-filter.js';
import { type VideoJobStatus, videoJobStatuses } from '#root/jobs/video-job.js';
import type { PageRequest } from '#root/jobs/video-job-lists.js';
import { stepNames } from '#root/queue/definitions/index.js';

const idSchema = z
  .string()
  .regex(/^[0-9a-f-]{1,36}$/)
  .optional()
  .catch(undefined);

const HOUR_MS = 3_600_000;

/** Filters by a greeting's age, with limits in milliseconds. */
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
  /** An id, its beginning, or a chat. */
  q: z.string().trim().default(''),
  /** A person's name, sealed: addresses stay in logs of proxies and in the history of browsers. */
  name: z
    .string()
    .regex(/^[\w-]{1,2000}$/)
    .optional()
    .catch(undefined),
  older: idSchema,
  newer: idSchema,
});

/** Filters and position of the list. Invalid values are ignored. */
export type ListQuery = z.infer<typeof listQuerySchema>;

export function parseListQuery(query: Record<string, string>): ListQuery {
  return listQuerySchema.parse(query);
}

/**
 * Returns the prefix of the ids to search for, or undefined if no id can match. A job's id begins with the id of its
 * greeting, so it finds the greeting. Without a digit the text may be a name: "Ada".
 */
export function idPrefixOf(searched: string): string | undefined {
  return /^(?=\D*\d)[0-9a-f-]{1,36}(?=$|(?<=^.{36})-)/.exec(searched.toLowerCase())?.[0];
}

/** Returns the chat to search for, or undefined if the text is none: "chat 42", "chat -100123", "@channel". */
export function chatIdOf(searched: string): string | undefined {
  return /^(?:chat\s+)(-?\d{1,20}|@\w{1,64})$|^(@\w{1,64}|-\d{5,20})$/i.exec(searched)?.slice(1).find(Boolean);
}

/** Returns whether the text is a name to search for, and neither an id nor a chat. */
export function isNameSearch(searched: string): boolean {
  return isName(searched) && chatIdOf(searched) === undefined && idPrefixOf(searched) === undefined;
}

/** Returns whether the query asks for all greetings, newest first. */
export function isUnfiltered(query: ListQuery): boolean {
  return listUrl(query) === listUrl({});
}

/**
 * Returns the request to the database, or undefined if no greeting can match.
 * @param name the opened name of the query, undefined if it has none or it cannot be opened
 */
export function pageRequestOf(
  { status, step, error, age, q, name: sealed, older, newer }: ListQuery,
  name: string | undefined,
  now: Date,
): Omit<PageRequest, 'limit'> | undefined {
  const chatId = chatIdOf(q);
  const idPrefix = q === '' || chatId !== undefined ? undefined : idPrefixOf(q);
  if (q !== '' && idPrefix === undefined && chatId === undefined) return undefined;
  if (sealed !== undefined && name === undefined) return undefined;
  const { below, above }: { below?: number; above?: number } = age === undefined ? {} : ages[age];
  const timeAgo = (ms: number | undefined) => (ms === undefined ? undefined : new Date(now.getTime() - ms));
  return {
    status,
    step,
    errorCode: error,
    createdAfter: timeAgo(below),
    createdBefore: timeAgo(above),
    idPrefix,
    chatId,
    name,
    olderThan: older,
    newerThan: newer,
  };
}

/** Returns the address of a list. Parameters without a value are left out. */
export function listUrl({ status, step, error, age, q, name, older, newer }: Partial<ListQuery>): string {
  const given = Object.entries({ status, step, error, age, q, name, older, newer }).filter(
    ([, value]) => value !== undefined && value !== '',
  );
  const query = new URLSearchParams(given as [string, string][]).toString();
  return `/greetings${query === '' ? '' : `?${query}`}`;
}
