import { mkdir, mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';

const PREFIX = 'zdravitsa-work';
// mkdtemp adds six characters, none of them a dash.
const NUMBER_AND_RANDOM = /^-(\d+)-[^-]+$/;

export interface WorkDir {
  path: string;
  remove(): Promise<void>;
}

/**
 * Makes this process's own directory for temporary files. Now and at the end, those that processes of this host left
 * when they were killed are removed too.
 * @param parent e.g. the system's temporary directory
 */
export async function makeWorkDir(parent: string): Promise<WorkDir> {
  await mkdir(parent, { recursive: true });
  await removeOrphans(parent);
  const path = await mkdtemp(join(parent, `${ownPrefix()}-${process.pid}-`));
  return {
    path,
    async remove() {
      await rm(path, { recursive: true, force: true });
      await removeOrphans(parent);
    },
  };
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
  // Nor does the name of a host that begins with this one's.
  const [, digits] = NUMBER_AND_RANDOM.exec(name.slice(ownPrefix().length)) ?? [];
  if (digits === undefined) return false;
  const pid = Number(digits);
  // In a container that was started again the same number may be ours.
  return pid === process.pid ? isOlderThanThisProcess(path) : !isRunning(pid);
}

async function isOlderThanThisProcess(path: string): Promise<boolean> {
  // Another part of this process may have just removed its own.
  const mtimeMs = (await stat(path).catch(ignoreMissing))?.mtimeMs;
  return mtimeMs !== undefined && mtimeMs < Date.now() - process.uptime() * 1_000;
}

function ignoreMissing(error: NodeJS.ErrnoException): undefined {
  if (error.code !== 'ENOENT') throw error;
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
