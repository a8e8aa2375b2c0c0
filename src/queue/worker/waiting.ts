const FIRST_MS = 500;
const LONGEST_MS = 15_000;

/**
 * Returns how long a step waits before it tries an unavailable service again, in milliseconds. The pause doubles from
 * half a second to 15 s, and up to a quarter of it is added at random.
 * @param earlier number of pauses so far
 * @param leastMs shortest pause that the service asks for
 */
export function waitingMs(earlier: number, leastMs = 0): number {
  return Math.round(Math.max(pauseMs(earlier), leastMs) * (1 + Math.random() / 4));
}

/** Returns the shortest total of this number of pauses, in milliseconds. */
export function waitedMs(times: number): number {
  return Array.from({ length: times }, (_, earlier) => pauseMs(earlier)).reduce((sum, pause) => sum + pause, 0);
}

function pauseMs(earlier: number): number {
  return Math.min(FIRST_MS * 2 ** Math.min(earlier, 10), LONGEST_MS);
}
