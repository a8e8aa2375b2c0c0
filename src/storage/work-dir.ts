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
 * Creates a directory for the temporary files of this process. Also removes, now and in `remove`, directories of killed
 * processes of this host.
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
    if (await isOrphan(name, path)) await rm(path, { recursive: true, force: true }).catch(ignoreOthers);
  }
}

async function isOrphan(name: string, path: string): Promise<boolean> {
  // Another host or container may share the parent directory. Its process ids mean nothing here.
  if (!name.startsWith(`${ownPrefix()}-`)) return false;
  // The name of another host may begin with this host's name.
  const [, digits] = NUMBER_AND_RANDOM.exec(name.slice(ownPrefix().length)) ?? [];
  if (digits === undefined) return false;
  const pid = Number(digits);
  // After a restart of the container this process may have the same id.
  return pid === process.pid ? isOlderThanThisProcess(path) : !isRunning(pid);
}

async function isOlderThanThisProcess(path: string): Promise<boolean> {
  // Another part of this process may have just removed its directory.
  const mtimeMs = (await stat(path).catch(ignoreMissing))?.mtimeMs;
  return mtimeMs !== undefined && mtimeMs < Date.now() - process.uptime() * 1_000;
}

function ignoreMissing(error: NodeJS.ErrnoException): undefined {
  if (error.code !== 'ENOENT') throw error;
}

/** A directory of another user stays: only its owner can remove it. */
function ignoreOthers(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EACCES' && error.code !== 'EPERM') throw error;
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
