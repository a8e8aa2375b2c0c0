const FIRST_MS = 500;
const LONGEST_MS = 15_000;

/**
 * Returns how long a step waits before it looks again whether a service is back, milliseconds: doubling from half a
 * second to 15 s, up to a quarter more by chance, and never less than the service asked for.
 * @param earlier how often it has waited already
 */
export function waitingMs(earlier: number, askedMs = 0): number {
  return Math.round(Math.max(pauseMs(earlier), askedMs) * (1 + Math.random() / 4));
}

/** Returns how long a step that has waited so often has waited for services at least, milliseconds. */
export function waitedMs(times: number): number {
  return Array.from({ length: times }, (_, earlier) => pauseMs(earlier)).reduce((sum, pause) => sum + pause, 0);
}

function pauseMs(earlier: number): number {
  return Math.min(FIRST_MS * 2 ** Math.min(earlier, 10), LONGEST_MS);
}
