import { randomUUID } from 'node:crypto';
import { mkdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { translateFullDisk } from '#root/errors.js';
import { checksum } from '#root/storage/checksum.js';

export interface CachedFile {
  path: string;
  sha256: string;
  bytes: number;
}

export interface FileCache {
  /** Returns the path of a file with this content, or undefined where there is none or it was damaged. */
  find(content: { sha256: string; bytes: number; extension: string }): Promise<string | undefined>;
  /** Lets `write` make a file, and keeps it under the checksum of what was written. */
  take(extension: string, write: (path: string) => Promise<void>): Promise<CachedFile>;
}

// Longer than the longest montage that uses the files handed out at its start.
const KEEP_MS = 30 * 60_000;

/**
 * Keeps files in a directory of this process's own. Beyond `maxBytes` the least recently used go, but none that was
 * handed out within `keepMs`: somebody is reading it. With that much in use at once the cache is larger for a while.
 */
export function createFileCache({
  dir,
  maxBytes,
  keepMs = KEEP_MS,
  now = Date.now,
}: {
  dir: string;
  maxBytes: number;
  keepMs?: number;
  now?: () => number;
}): FileCache {
  /** By file name, the least recently used first. */
  const files = new Map<string, { bytes: number; usedAt: number }>();

  function use(name: string, bytes: number): void {
    files.delete(name);
    files.set(name, { bytes, usedAt: now() });
  }

  async function drop(name: string): Promise<void> {
    files.delete(name);
    await rm(join(dir, name), { force: true });
  }

  async function makeRoom(): Promise<void> {
    let total = [...files.values()].reduce((sum, { bytes }) => sum + bytes, 0);
    for (const [name, { bytes, usedAt }] of files) {
      if (total <= maxBytes || usedAt > now() - keepMs) return;
      await drop(name);
      total -= bytes;
    }
  }

  return {
    async find({ sha256, bytes, extension }) {
      const name = `${sha256}${extension}`;
      if (files.get(name)?.bytes !== bytes) return undefined;
      // Before it is read: whoever makes room meanwhile has to leave it.
      use(name, bytes);
      const path = join(dir, name);
      if ((await checksum(path).catch(() => undefined)) === sha256) return path;
      await drop(name);
      return undefined;
    },

    async take(extension, write) {
      const aside = join(dir, `${randomUUID()}.part`);
      try {
        await mkdir(dir, { recursive: true });
        await write(aside);
        const { size: bytes } = await stat(aside);
        const sha256 = await checksum(aside);
        const name = `${sha256}${extension}`;
        await rename(aside, join(dir, name));
        use(name, bytes);
        await makeRoom();
        return { path: join(dir, name), sha256, bytes };
      } catch (error) {
        throw translateFullDisk(error);
      } finally {
        await rm(aside, { force: true });
      }
    },
  };
}
