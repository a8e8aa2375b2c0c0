// A slow, busy core takes a few seconds to render a second of video. An ffmpeg that takes this long hangs.
const LIMIT_PER_SECOND_MS = 20_000;
const LIMIT_FLOOR_MS = 60_000;

/** Returns the wall-time limit for making a video of that duration, both in milliseconds. */
export function timeLimitMs(durationMs: number): number {
  return LIMIT_FLOOR_MS + (durationMs / 1_000) * LIMIT_PER_SECOND_MS;
}
