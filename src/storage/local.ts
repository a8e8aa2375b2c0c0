import { randomUUID } from 'node:crypto';
import { constants } from 'node:fs';
import { access, mkdir, open, readdir, rename, rm, rmdir, stat, utimes } from 'node:fs/promises';
import { dirname, extname, join, parse, resolve } from 'node:path';
import { SetupError, UnavailableError } from '#root/errors.js';
import { checksum, copyContent } from '#root/storage/checksum.js';
import { type Store, type StoreCall, untilStopped } from '#root/storage/store.js';

/**
 * Creates a store that keeps artifacts in a folder: `<dir>/<key>/<sha256 of the content>.<extension>`. A file gets its
 * name by one rename after it was written, so concurrent writers leave no partial file, and reading detects damage.
 * @param temporaryDir folder in which files are written first, on the same file system
 */
export function createLocalStore({
  dir,
  temporaryDir = join(dir, '.aside'),
}: {
  dir: string;
  temporaryDir?: string;
}): Store {
  const root = resolve(dir);

  async function copies(key: string): Promise<string[]> {
    const folder = join(root, key);
    const names = await readdir(folder).catch(ignoreMissing);
    return (names ?? []).map((name) => join(folder, name));
  }

  async function find(key: string, signal: AbortSignal): Promise<string | undefined> {
    for (const path of await copies(key)) {
      if ((await checksum(path, signal)) === parse(path).name) return await touched(path);
      await rm(path, { force: true });
    }
    return undefined;
  }

  return {
    has: (key, call) => guarded(async () => (await copies(key)).length > 0, call),

    fetch: (key, _dir, call) => guarded((signal) => find(key, signal), call),

    open: (key, call) =>
      guarded(async (signal) => {
        const path = await find(key, signal);
        return path === undefined ? undefined : await open(path);
      }, call),

    put: (key, path, call) =>
      guarded(async (signal) => {
        const copy = join(temporaryDir, randomUUID());
        try {
          await mkdir(temporaryDir, { recursive: true });
          const { sha256 } = await copyContent(path, copy, signal);
          const folder = join(root, key);
          await mkdir(folder, { recursive: true });
          await rename(copy, join(folder, `${sha256}${extname(key)}`));
        } finally {
          await rm(copy, { force: true });
        }
      }, call),

    async removeUnused(since, { signal } = {}) {
      return guarded(async () => {
        let removed = 0;
        for (const path of await allFiles(root)) {
          if (signal?.aborted) break;
          const file = await stat(path).catch(ignoreMissing);
          if (file === undefined || file.mtime >= since) continue;
          await rm(path, { force: true });
          // Removes the folder after its last copy. A failure is harmless: a writer has just added another copy.
          if (!path.startsWith(temporaryDir)) await rmdir(dirname(path)).catch(() => {});
          removed += 1;
        }
        return removed;
      });
    },

    async remove(key) {
      await guarded(() => rm(join(root, key), { recursive: true, force: true }));
    },

    assertReady: () => assertWritable(root, 'STORAGE_DIR'),
  };
}

/**
 * Creates the folder if it is missing. Throws `SetupError` (DIR_NOT_WRITABLE) if it is not writable.
 * @param name variable or option that names the folder
 */
export async function assertWritable(dir: string, name: string): Promise<void> {
  try {
    await makeDir(resolve(dir));
    await access(dir, constants.W_OK);
  } catch (error) {
    throw new SetupError('DIR_NOT_WRITABLE', `${name} names a folder that cannot be written to: ${resolve(dir)}`, {
      cause: error,
    });
  }
}

/** Creates a folder and its parents. Node's recursive mkdir never ends if that is impossible, as in /proc. */
async function makeDir(dir: string): Promise<void> {
  if (await isDirectory(dir)) return;
  await makeDir(dirname(dir));
  await mkdir(dir).catch(async (error: unknown) => {
    if (!(await isDirectory(dir))) throw error;
  });
}

async function isDirectory(path: string): Promise<boolean> {
  return (await stat(path).catch(ignoreMissing))?.isDirectory() ?? false;
}

/** Updates the file's modification time, by which `removeUnused` decides. */
async function touched(path: string): Promise<string> {
  const now = new Date();
  await utimes(path, now, now).catch(ignoreMissing);
  return path;
}

async function allFiles(root: string): Promise<string[]> {
  const entries = (await readdir(root, { recursive: true, withFileTypes: true }).catch(ignoreMissing)) ?? [];
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
}

function ignoreMissing(error: NodeJS.ErrnoException): undefined {
  if (error.code !== 'ENOENT') throw error;
}

const FAULTS = new Map([
  ['ENOSPC', 'STORAGE_FULL'],
  ['EDQUOT', 'STORAGE_FULL'],
  ['EIO', 'STORAGE_UNAVAILABLE'],
  ['ESTALE', 'STORAGE_UNAVAILABLE'],
  ['EMFILE', 'STORAGE_UNAVAILABLE'],
  ...['EACCES', 'EPERM', 'EROFS', 'ENOTDIR', 'EEXIST'].map((code) => [code, 'STORAGE_REFUSED'] as const),
]);

async function guarded<T>(work: (signal: AbortSignal) => Promise<T>, call: StoreCall = {}): Promise<T> {
  try {
    return await untilStopped(call, work);
  } catch (error) {
    const { code = '', path } = error as NodeJS.ErrnoException;
    const fault = FAULTS.get(code);
    if (fault === undefined) throw error;
    throw new UnavailableError(fault, `STORAGE_DIR cannot be used (${code}): ${path}`, { cause: error });
  }
}
