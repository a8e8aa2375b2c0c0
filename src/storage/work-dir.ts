import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';

const PREFIX = 'zdravitsa-work';

/**
 * Makes this process's own directory for temporary files, and removes those that processes of this host left when they
 * were killed. The caller removes it at the end.
 * @param parent e.g. the system's temporary directory
 */
export async function makeWorkDir(parent: string): Promise<string> {
  await removeOrphans(parent);
  return mkdtemp(join(parent, `${ownPrefix()}-${process.pid}-`));
}

async function removeOrphans(parent: string): Promise<void> {
  const names = await readdir(parent);
  const orphans = names.filter((name) => isOrphan(name));
  await Promise.all(orphans.map((name) => rm(join(parent, name), { recursive: true, force: true })));
}

function isOrphan(name: string): boolean {
  // Another host, or container, may share the directory: its process numbers mean nothing here.
  if (!name.startsWith(`${ownPrefix()}-`)) return false;
  const pid = Number(name.slice(ownPrefix().length + 1).split('-')[0]);
  return Number.isInteger(pid) && pid !== process.pid && !isRunning(pid);
}

function ownPrefix(): string {
  return `${PREFIX}-${hostname()}`;
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
