import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { setTimeout } from 'node:timers/promises';

// proc(5): times in the files of Linux are in hundredths of a second on every architecture that Node runs on.
const TICKS_PER_SECOND = 100;
const SAMPLE_EVERY_MS = 20;

/** Returns the CPU seconds, user and system, of this process and of its children that have ended. Linux only. */
export function cpuSeconds(): number {
  const { user, system } = process.cpuUsage();
  const [childUser, childSystem] = statOf('self').slice(13, 15).map(Number) as [number, number];
  return (user + system) / 1e6 + (childUser + childSystem) / TICKS_PER_SECOND;
}

/**
 * Returns the largest resident memory of a process and its children together while it went on, MB. What several of them
 * share counts once. Linux only.
 */
export async function peakRssMb(pid: number, ended: Promise<unknown>): Promise<number> {
  let peak = 0;
  let done = false;
  const end = ended.finally(() => {
    done = true;
  });
  while (!done) {
    peak = Math.max(peak, await rssMb(String(pid)));
    await Promise.race([setTimeout(SAMPLE_EVERY_MS), end]);
  }
  await end;
  return peak;
}

/** The fields of /proc/PID/stat from the state on: a program's name, before it, may hold anything. */
function statOf(pid: string): string[] {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  return stat.slice(stat.lastIndexOf(')') + 2).split(' ');
}

async function rssMb(pid: string): Promise<number> {
  try {
    // The proportional share of what is shared: two ffmpeg load the same libraries once.
    const own = Number(/^Pss:\s+(\d+) kB/m.exec(await readFile(`/proc/${pid}/smaps_rollup`, 'utf8'))?.[1] ?? 0) / 1_024;
    const children = (await readFile(`/proc/${pid}/task/${pid}/children`, 'utf8')).split(' ').filter(Boolean);
    const theirs = await Promise.all(children.map(rssMb));
    return theirs.reduce((sum, value) => sum + value, own);
  } catch {
    // It has ended in the meantime.
    return 0;
  }
}
