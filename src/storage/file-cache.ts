import { randomUUID } from 'node:crypto';
import { link, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { LRUCache } from 'lru-cache';
import { translateFullDisk } from '#root/errors.js';
import { checksum, type FileContent } from '#root/storage/checksum.js';

/**
 * Cache of files by their content, of at most `maxBytes` in total. It removes the least recently used files. A caller
 * gets a hard link, so a file in use stays readable after the cache has removed it.
 */
export interface FileCache {
  /**
   * Calls `work` with the path of a temporary file in the cache's folder, and removes that file afterwards. Throws
   * `UnavailableError` (DISK_FULL) if the disk is full.
   */
  aside<T>(work: (path: string) => Promise<T>): Promise<T>;
  /** Adds the file at the path to the cache. The file must have this content and must never change. */
  keep(path: string, content: FileContent): Promise<void>;
  /**
   * Links the cached file with this content to a path on the same file system. Returns false if there is none. A
   * damaged file is removed from the cache.
   */
  give(content: FileContent, path: string): Promise<boolean>;
}

/** @param dir existing folder that no other process uses */
export function createFileCache({ dir, maxBytes }: { dir: string; maxBytes: number }): FileCache {
  const removals: Promise<void>[] = [];
  /** Sizes in bytes by checksum. */
  const files = new LRUCache<string, number>({
    maxSize: maxBytes,
    // lru-cache refuses a size of 0.
    sizeCalculation: (bytes) => Math.max(1, bytes),
    dispose: (_bytes, sha256) => removals.push(rm(join(dir, sha256), { force: true })),
  });

  const disposed = () => Promise.all(removals.splice(0));

  return {
    async aside(work) {
      const path = join(dir, `${randomUUID()}.part`);
      try {
        return await work(path);
      } catch (error) {
        throw translateFullDisk(error);
      } finally {
        await rm(path, { force: true });
      }
    },

    async keep(path, content) {
      if (content.bytes > maxBytes) return;
      await link(path, join(dir, content.sha256)).catch(ignoreExisting);
      files.set(content.sha256, content.bytes);
      await disposed();
    },

    async give({ sha256, bytes }, path) {
      if (files.get(sha256) !== bytes) return false;
      try {
        await link(join(dir, sha256), path);
        if ((await checksum(path)) === sha256) return true;
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
      }
      await rm(path, { force: true });
      files.delete(sha256);
      await disposed();
      return false;
    },
  };
}

/** Ignores that the file exists: files are named by their content, so it has the right one. */
function ignoreExisting(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EEXIST') throw error;
}
