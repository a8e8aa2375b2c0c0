import { readFile } from 'node:fs/promises';
import { setTimeout } from 'node:timers/promises';
import { childCpuSeconds } from '#root/media/child-cpu.js';

const SAMPLE_EVERY_MS = 20;

/** Returns the CPU seconds, user and system, of this process and its ended children. Linux only. */
export function cpuSeconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6 + (childCpuSeconds() ?? 0);
}

/**
 * Returns the peak resident memory, in MB, of a process together with its children. Memory that several of them share
 * counts once. Linux only.
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

async function rssMb(pid: string): Promise<number> {
  try {
    // PSS divides shared pages among processes: two ffmpegs load the same libraries once.
    const own = Number(/^Pss:\s+(\d+) kB/m.exec(await readFile(`/proc/${pid}/smaps_rollup`, 'utf8'))?.[1] ?? 0) / 1_024;
    const children = (await readFile(`/proc/${pid}/task/${pid}/children`, 'utf8')).split(' ').filter(Boolean);
    const theirs = await Promise.all(children.map(rssMb));
    return theirs.reduce((sum, value) => sum + value, own);
  } catch {
    // The process may have ended.
    return 0;
  }
}
