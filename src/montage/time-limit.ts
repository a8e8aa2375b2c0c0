// A slow, busy core renders a second of video in some seconds; what takes this long hangs.
const LIMIT_PER_SECOND_MS = 20_000;
const LIMIT_FLOOR_MS = 60_000;

/** Returns the wall-time limit for making so much video, both in milliseconds. */
export function timeLimitMs(durationMs: number): number {
  return LIMIT_FLOOR_MS + (durationMs / 1_000) * LIMIT_PER_SECOND_MS;
}
