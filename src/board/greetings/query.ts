import { z } from 'zod';
import { type VideoJobStatus, videoJobStatuses } from '#root/greeting/video-job.js';

const idSchema = z
  .string()
  .regex(/^[0-9a-f-]{1,36}$/)
  .optional()
  .catch(undefined);

const listQuerySchema = z.object({
  status: z
    .enum(videoJobStatuses as [VideoJobStatus, ...VideoJobStatus[]])
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

/** Returns the address of a list. */
export function listUrl({ status, q, older, newer }: Partial<ListQuery>): string {
  const given = Object.entries({ status, q, older, newer }).filter(([, value]) => value !== undefined && value !== '');
  const query = new URLSearchParams(given as [string, string][]).toString();
  return `/greetings${query === '' ? '' : `?${query}`}`;
}
