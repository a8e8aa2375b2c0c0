import { mkdir, mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';

const PREFIX = 'zdravitsa-work';

/**
 * Makes this process's own directory for temporary files, and removes those that processes of this host left when they
 * were killed. The caller removes it at the end.
 * @param parent e.g. the system's temporary directory
 */
export async function makeWorkDir(parent: string): Promise<string> {
  await mkdir(parent, { recursive: true });
  await removeOrphans(parent);
  return mkdtemp(join(parent, `${ownPrefix()}-${process.pid}-`));
}

async function removeOrphans(parent: string): Promise<void> {
  const names = await readdir(parent);
  for (const name of names) {
    const path = join(parent, name);
    if (await isOrphan(name, path)) await rm(path, { recursive: true, force: true });
  }
}

async function isOrphan(name: string, path: string): Promise<boolean> {
  // Another host, or container, may share the directory: its process numbers mean nothing here.
  if (!name.startsWith(`${ownPrefix()}-`)) return false;
  const pid = Number(name.slice(ownPrefix().length + 1).split('-')[0]);
  if (!Number.isInteger(pid)) return false;
  // In a container that was started again the same number may be ours.
  return pid === process.pid ? isOlderThanThisProcess(path) : !isRunning(pid);
}

async function isOlderThanThisProcess(path: string): Promise<boolean> {
  const { mtimeMs } = await stat(path);
  return mtimeMs < Date.now() - process.uptime() * 1_000;
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
