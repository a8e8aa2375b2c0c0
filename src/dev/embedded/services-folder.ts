import { chmod, mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { translateSystemError } from '#root/dev/embedded/system-error.js';
import { assertWritable } from '#root/storage/local.js';

export interface ServicesFolder {
  dir: string;
  /** Removes what was made for the services, and nothing that was there before. */
  remove(): Promise<void>;
}

/** Makes a folder that is to be removed at the end. Throws `SetupError` if TMPDIR cannot be used. */
export async function makeTemporaryFolder(): Promise<ServicesFolder> {
  const dir = await mkdtemp(join(resolve(tmpdir()), 'zdravitsa-services-')).catch((error: unknown) => {
    throw translateSystemError(error);
  });
  await openToAll(dir);
  return { dir, remove: () => rm(dir, { recursive: true, force: true }) };
}

/** Makes the folder if it is missing. Throws `SetupError` if it cannot be written to. */
export async function makeFolder(dir: string): Promise<ServicesFolder> {
  const missing = await Promise.all(['redis', 'postgres'].map((name) => topmostMissing(join(dir, name))));
  const made = missing.filter((path) => path !== undefined);
  const remove = async () => {
    for (const path of made) await rm(path, { recursive: true, force: true });
  };
  await assertWritable(dir, '--dir').catch(async (error: unknown) => {
    await remove();
    throw error;
  });
  // A folder that was there before keeps its rights.
  for (let path = dir; made.some((top) => path.startsWith(top)); path = dirname(path)) await openToAll(path);
  return { dir, remove };
}

/** Lets PostgreSQL, which runs as another user if this process is root, enter a folder in spite of the umask. */
async function openToAll(dir: string): Promise<void> {
  if (process.getuid?.() === 0) await chmod(dir, 0o755);
}

async function topmostMissing(path: string): Promise<string | undefined> {
  let missing: string | undefined;
  for (let at = path; await isMissing(at); at = dirname(at)) missing = at;
  return missing;
}

async function isMissing(path: string): Promise<boolean> {
  return stat(path).then(
    () => false,
    (error: NodeJS.ErrnoException) => error.code === 'ENOENT',
  );
}
