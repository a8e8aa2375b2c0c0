import { z } from 'zod';
import { type ListQuery, pageRequestOf } from '#root/board/greetings/query.js';
import type { RowFilter } from '#root/jobs/row-filter.js';
import { OPEN, type VideoJobStatus } from '#root/jobs/video-job.js';

/** Greetings that one confirmation changes at most. */
export const MAX_CHANGED = 1_000;

const actions = ['retry', 'cancel'] as const;

export type BatchAction = (typeof actions)[number];

/** An action on all greetings that match the list's filter, as the operator confirms it. */
export const batchSchema = z.object({
  action: z.enum(actions),
  /** When the operator was asked, in milliseconds. Greetings ordered later are left alone. */
  at: z.coerce.number().int().positive(),
  /** Number of greetings that the operator was asked about. No more are changed. */
  count: z.coerce.number().int().min(1).max(MAX_CHANGED),
});

export const batchActionSchema = z.enum(actions);

/**
 * Returns the statuses of the greetings that the action changes, or none if the filter excludes them all. Delivered and
 * cancelled greetings are retried only if the filter names their status.
 */
export function statusesOf(action: BatchAction, { status }: Pick<ListQuery, 'status'>): VideoJobStatus[] {
  if (action === 'cancel') return OPEN.filter((open) => status === undefined || status === open);
  if (status === undefined) return ['FAILED'];
  return OPEN.includes(status) ? [] : [status];
}

/** Returns the conditions of the rows that the action changes, or undefined if there are none. */
export function filterOf(
  action: BatchAction,
  query: ListQuery,
  { name, at }: { name: string | undefined; at: Date },
): RowFilter | undefined {
  const statuses = statusesOf(action, query);
  const request = pageRequestOf({ ...query, older: undefined, newer: undefined }, name, at);
  if (statuses.length === 0 || request === undefined) return undefined;
  const { olderThan: _older, newerThan: _newer, ...filter } = request;
  return { ...filter, status: undefined, statuses, createdBefore: filter.createdBefore ?? at };
}
