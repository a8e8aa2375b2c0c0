/**
 * Reads one line of ffmpeg's `-progress` output.
 * @returns milliseconds of output written so far, or undefined where the line tells something else
 */
export function parseProgressLine(line: string): number | undefined {
  const match = /^out_time_us=(\d+)$/.exec(line.trim());
  return match ? Number(match[1]) / 1000 : undefined;
}
