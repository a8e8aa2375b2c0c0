import { mkdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { lock } from 'proper-lockfile';
import type { Proxies } from '#root/config/proxy.js';
import { InputError, translateFullDisk, UnavailableError } from '#root/errors.js';
import { assertWritable } from '#root/storage/local.js';
import { modelNames } from '#root/tts/engines/sherpa/model-folder.js';
import type { InstallableModel } from '#root/tts/engines/sherpa/models.js';
import { discard, download } from '#root/tts/installing/download.js';
import { findDamage, writeManifest } from '#root/tts/installing/manifest.js';
import { unpack } from '#root/tts/installing/unpack.js';

export interface InstallerOptions {
  /** Folder of the voices. */
  dir: string;
  /** Address below which the archives are. */
  mirror: string;
  proxies: Proxies;
}

interface InstallOptions {
  signal: AbortSignal;
  onProgress: (bytes: number) => void;
  /** Called if another installation runs, which is waited for. */
  onWait: () => void;
}

/** A folder of VOICES_DIR, compared with the sums that were written when it was installed. */
interface Verified {
  name: string;
  /** Files that are missing or changed. Undefined if the folder was not installed by the command. */
  damaged: string[] | undefined;
}

export interface Installer {
  /**
   * Installs a model, unless it is there undamaged. Returns whether it was installed now. Throws the errors of
   * `download` and `unpack`, `UnavailableError` (DISK_FULL) if the disk is full: nothing is left then.
   */
  install(model: InstallableModel, options: InstallOptions): Promise<boolean>;
  verify(): Promise<Verified[]>;
  /** Removes the folder. Returns whether there was one. */
  remove(name: string): Promise<boolean>;
}

// What is being installed is in this folder, which engines do not look into.
const ASIDE = '.incoming';
// The lock of a process that was killed is taken over after this time.
const STALE_MS = 5_000;
const TRY_AGAIN = { retries: { forever: true, minTimeout: 500, maxTimeout: 1_000 } };

export function createInstaller({ dir, mirror, proxies }: InstallerOptions): Installer {
  const aside = join(dir, ASIDE);

  async function isWhole(name: string): Promise<boolean> {
    return (await findDamage(join(dir, name)))?.length === 0;
  }

  async function fetchModel(model: InstallableModel, { signal, onProgress }: InstallOptions): Promise<void> {
    const archive = join(aside, `${model.sha256}.part`);
    const unpacked = join(aside, model.name);
    await rm(unpacked, { recursive: true, force: true });
    try {
      const { bytes, sha256 } = model;
      await download({ url: `${mirror}/${model.file}`, bytes, sha256 }, archive, { proxies, signal, onProgress });
      await mkdir(unpacked);
      await unpack(archive, unpacked);
      await writeManifest(unpacked, sha256);
      await rm(join(dir, model.name), { recursive: true, force: true });
      await rename(unpacked, join(dir, model.name));
      await discard(archive);
    } catch (error) {
      await rm(unpacked, { recursive: true, force: true });
      const translated = fullDisk(error) ?? error;
      if (!signal.aborted && !isWorthGoingOn(translated)) await discard(archive);
      throw translated;
    }
  }

  function fullDisk(error: unknown): UnavailableError | undefined {
    // EFBIG is a limit of the shell.
    const isFull = translateFullDisk(error) !== error || (error as NodeJS.ErrnoException).code === 'EFBIG';
    if (!isFull) return undefined;
    return new UnavailableError('DISK_FULL', `there is no room left in VOICES_DIR (${dir})`, { cause: error });
  }

  async function locked(onWait: () => void): Promise<() => Promise<void>> {
    const options = { stale: STALE_MS, update: STALE_MS / 4 };
    try {
      return await lock(aside, options);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ELOCKED') throw error;
      onWait();
      return lock(aside, { ...options, ...TRY_AGAIN });
    }
  }

  return {
    async install(model, options) {
      if (await isWhole(model.name)) return false;
      await assertWritable(dir, 'VOICES_DIR');
      await mkdir(aside, { recursive: true });
      const unlock = await locked(options.onWait);
      try {
        if (await isWhole(model.name)) return false;
        await fetchModel(model, options);
        return true;
      } finally {
        await unlock();
      }
    },

    async verify() {
      const verified: Verified[] = [];
      for (const name of await modelNames(dir)) verified.push({ name, damaged: await findDamage(join(dir, name)) });
      return verified;
    },

    async remove(name) {
      const path = join(dir, name);
      if ((await stat(path).catch(() => undefined)) === undefined) return false;
      await rm(path, { recursive: true });
      return true;
    },
  };
}

/** Returns whether what has arrived is kept, so that the next installation goes on with it. */
function isWorthGoingOn(error: unknown): boolean {
  return error instanceof InputError || (error instanceof UnavailableError && error.code === 'DOWNLOAD_FAILED');
}
