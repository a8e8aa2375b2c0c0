import { randomUUID } from 'node:crypto';
import { link, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { LRUCache } from 'lru-cache';
import { translateFullDisk } from '#root/errors.js';
import { checksum, type FileContent } from '#root/storage/checksum.js';

/**
 * Keeps files by their content, at most `maxBytes` of them: the least recently used go. Nobody reads a file where it is
 * kept: whoever wants it has a link of their own, and with that the content, however soon the cache lets it go.
 */
export interface FileCache {
  /**
   * Lets `work` use a path for a while, beside the kept files; a file there is removed in the end. Throws UnavailableError
   * (DISK_FULL) where there is no room for it.
   */
  aside<T>(work: (path: string) => Promise<T>): Promise<T>;
  /** Keeps what is at the path, which has this content and is never changed. */
  keep(path: string, content: FileContent): Promise<void>;
  /**
   * Links a file with this content to a path on the same file system. Returns whether there was one; one that was damaged
   * is dropped.
   */
  give(content: FileContent, path: string): Promise<boolean>;
}

/** @param dir exists, and is this process's own */
export function createFileCache({ dir, maxBytes }: { dir: string; maxBytes: number }): FileCache {
  const removals: Promise<void>[] = [];
  /** Sizes in bytes by checksum. */
  const files = new LRUCache<string, number>({
    maxSize: maxBytes,
    // It refuses a size of 0.
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

/** A file is named by its content: the one that is there will do. */
function ignoreExisting(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EEXIST') throw error;
}
