import type { Draft } from '#root/jobs/draft.js';

/** Returns the same key for every press and message that orders this revision. */
export function requestKeyOf({ id, rev }: Pick<Draft, 'id' | 'rev'>): string {
  return `draft-${id}-${rev}`;
}

/** Returns the id of the draft that a greeting was ordered from, or undefined. */
export function draftIdIn(requestKey: string | null): string | undefined {
  return /^draft-([\w-]{11})-\d+$/.exec(requestKey ?? '')?.[1];
}
