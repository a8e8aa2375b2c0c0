/** Telegram takes a thumbnail of at most 320 px a side and 200 kB: https://core.telegram.org/bots/api#sendvideo. */
const LONGEST_SIDE = 320;
// By then the title has entered and has not begun to leave.
const AT_SECONDS = 1.2;

/** Returns ffmpeg's arguments that draw the poster from the title's clip, as JPEG. */
export function posterArgs(titleClip: string, output: string): string[] {
  const scale = `scale=${LONGEST_SIDE}:${LONGEST_SIDE}:force_original_aspect_ratio=decrease,format=yuvj420p`;
  return ['-ss', String(AT_SECONDS), '-i', titleClip, '-frames:v', '1', '-vf', scale, '-q:v', '4', '-y', output];
}
