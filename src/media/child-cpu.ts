import { readFileSync } from 'node:fs';

// Linux reports times in hundredths of a second on every architecture that Node runs on: proc(5).
const TICKS_PER_SECOND = 100;

/**
 * Returns the CPU time, user and system, of all child processes that have ended, in seconds. Returns `undefined` if the
 * system does not report it. Only Linux reports it.
 */
export function childCpuSeconds(): number | undefined {
  try {
    const stat = readFileSync('/proc/self/stat', 'utf8');
    // Skips the program's name in parentheses, which may contain spaces. cutime and cstime are fields 16 and 17.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return (Number(fields[13]) + Number(fields[14])) / TICKS_PER_SECOND;
  } catch {
    return undefined;
  }
}
