import { createHash, randomUUID } from 'node:crypto';
import { constants, createReadStream } from 'node:fs';
import { access, copyFile, mkdir, readdir, rename, rm } from 'node:fs/promises';
import { extname, join, parse, resolve } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { SetupError, UnavailableError } from '#root/errors.js';
import type { Store } from '#root/storage/store.js';

/**
 * Keeps artifacts in a folder: `<dir>/<key>/<sha256 of the content>.<extension>`. The checksum in the name makes one
 * rename both the write and the seal: two writers cannot leave a torn file, and damage is seen when reading.
 */
export function createLocalStore({ dir }: { dir: string }): Store {
  const root = resolve(dir);
  // Beside the artifacts, so that the rename stays within one file system.
  const aside = join(root, '.aside');

  async function copies(key: string): Promise<string[]> {
    const folder = join(root, key);
    const names = await readdir(folder).catch(ignoreMissing);
    return (names ?? []).map((name) => join(folder, name));
  }

  return {
    async has(key) {
      return (await guarded(() => copies(key))).length > 0;
    },

    async fetch(key) {
      return guarded(async () => {
        for (const path of await copies(key)) {
          if ((await checksum(path)) === parse(path).name) return path;
          await rm(path, { force: true });
        }
        return undefined;
      });
    },

    async put(key, path) {
      await guarded(async () => {
        const copy = join(aside, randomUUID());
        try {
          await mkdir(aside, { recursive: true });
          await copyFile(path, copy, constants.COPYFILE_FICLONE);
          const folder = join(root, key);
          await mkdir(folder, { recursive: true });
          await rename(copy, join(folder, `${await checksum(copy)}${extname(key)}`));
        } finally {
          await rm(copy, { force: true });
        }
      });
    },

    async remove(key) {
      await guarded(() => rm(join(root, key), { recursive: true, force: true }));
    },
  };
}

/**
 * Makes the folder where it is missing. Throws SetupError (DIR_NOT_WRITABLE) where it cannot be written to.
 * @param name of the variable or option that names the folder
 */
export async function assertWritable(dir: string, name: string): Promise<void> {
  try {
    await mkdir(dir, { recursive: true });
    await access(dir, constants.W_OK);
  } catch (error) {
    throw new SetupError('DIR_NOT_WRITABLE', `${name} names a folder that cannot be written to: ${resolve(dir)}`, {
      cause: error,
    });
  }
}

async function checksum(path: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  return hash.digest('hex');
}

function ignoreMissing(error: NodeJS.ErrnoException): undefined {
  if (error.code !== 'ENOENT') throw error;
}

const SETUP_FAULTS = new Set(['EACCES', 'EPERM', 'EROFS', 'ENOTDIR', 'EEXIST']);
const PASSING_FAULTS = new Map([
  ['ENOSPC', 'STORAGE_FULL'],
  ['EDQUOT', 'STORAGE_FULL'],
  ['EIO', 'STORAGE_UNAVAILABLE'],
  ['ESTALE', 'STORAGE_UNAVAILABLE'],
  ['EMFILE', 'STORAGE_UNAVAILABLE'],
]);

async function guarded<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const { code = '', path } = error as NodeJS.ErrnoException;
    if (SETUP_FAULTS.has(code)) {
      throw new SetupError('STORAGE_NOT_WRITABLE', `STORAGE_DIR cannot be used (${code}): ${path}`, { cause: error });
    }
    const passing = PASSING_FAULTS.get(code);
    if (passing !== undefined) throw new UnavailableError(passing, `Storage failed: ${code}`, { cause: error });
    throw error;
  }
}
