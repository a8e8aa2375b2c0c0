/**
 * Parses one line of ffmpeg's `-progress` output.
 * @returns length of the output written so far, in milliseconds, or `undefined` if the line reports something else
 */
export function parseProgressLine(line: string): number | undefined {
  const match = /^out_time_us=(\d+)$/.exec(line.trim());
  return match ? Number(match[1]) / 1000 : undefined;
}
