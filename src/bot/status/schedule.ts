const FIRST_MS = 5_000;
const LONGEST_MS = 60_000;
const MINUTE_MS = 60_000;
const EDITS_A_MINUTE = 10;
// The first ones come at once, because most greetings take few steps.
const FREE_EDITS = 5;

/**
 * Returns when a message in which nothing changes is shown again: 5, 10, 20, 40 s after the last change, and then every
 * minute; or at one of the times at which more is to be said. All times are in milliseconds.
 */
export function nextShowAt(changedAt: number, now: number, also: readonly number[] = []): number {
  let at = changedAt + FIRST_MS;
  while (at <= now) at += Math.min(at - changedAt, LONGEST_MS);
  return Math.min(at, ...also.filter((time) => time > now));
}

/** Returns the edits of the last minute. */
export function recentEdits(editedAt: readonly number[], now: number): number[] {
  return editedAt.filter((at) => at > now - MINUTE_MS);
}

/**
 * Returns how long an edit has to wait, in milliseconds, so that there are ten a minute. The last ones of a minute are spread
 * over what is left of it.
 */
export function paceMs(editedAt: readonly number[], now: number): number {
  const recent = recentEdits(editedAt, now);
  const [oldest = now, latest = now] = [recent[0], recent.at(-1)];
  if (recent.length < FREE_EDITS) return 0;
  const freeAt = oldest + MINUTE_MS;
  const left = EDITS_A_MINUTE - recent.length;
  const nextAt = left <= 0 ? freeAt : latest + (freeAt - latest) / (left + 1);
  return Math.max(0, Math.ceil(nextAt - now));
}
