import { randomUUID } from 'node:crypto';
import { link, open } from 'node:fs/promises';
import { extname, join } from 'node:path';
import pTimeout from 'p-timeout';
import { contentOf, copyContent, type FileContent } from '#root/storage/checksum.js';
import type { FileCache } from '#root/storage/file-cache.js';
import { GoneError, type ObjectFacts, type S3Objects, type Transfer } from '#root/storage/s3-objects.js';
import { type Store, untilStopped } from '#root/storage/store.js';

export interface S3StoreOptions {
  objects: S3Objects;
  /** Recently fetched or put files. A file is used only if the bucket still has the same content. */
  cache: FileCache;
  /** Minimum time between two updates of a fetched artifact's modification time, in milliseconds. */
  touchAfterMs: number;
}

/** Result of a download. Callers may wait for a download that another caller's signal stopped. */
type Download = 'sound' | 'damaged' | 'stopped';

interface Target {
  path: string;
  signal: AbortSignal;
}

/**
 * Creates a store that keeps artifacts in a bucket of an S3-compatible server, one object for each key. The object's
 * metadata contains the checksum of its content.
 */
export function createS3Store({ objects, cache, touchAfterMs }: S3StoreOptions): Store {
  const downloads = new Map<string, Promise<Download>>();

  async function downloadInto(path: string, key: string, { bytes, signal }: Transfer): Promise<Download> {
    try {
      // The checksum of this very object, because another writer may have put a copy since `head`.
      const expected = await objects.download(key, path, { bytes, signal });
      const content = await contentOf(path, signal);
      if (content.sha256 !== expected) return 'damaged';
      await cache.keep(path, content);
      return 'sound';
    } catch (error) {
      if (signal.aborted) return 'stopped';
      throw error;
    }
  }

  /** Links the content to the path. Concurrent calls share one download, because scenes share pictures and voices. */
  async function read(key: string, content: FileContent, to: Target): Promise<boolean> {
    const { path, signal } = to;
    // Repeated if the cache has already removed the shared file, or if the caller that started the download was
    // stopped.
    while (!(await cache.give(content, path))) {
      // No await between here and `downloads.set`, so that two calls cannot both start a download.
      const running = downloads.get(key);
      if (running === undefined) return cache.aside((temporary) => download(key, content.bytes, { ...to, temporary }));
      if ((await pTimeout(running, { milliseconds: Number.POSITIVE_INFINITY, signal })) === 'damaged') return false;
    }
    return true;
  }

  async function download(key: string, bytes: number, to: Target & { temporary: string }): Promise<boolean> {
    const started = downloadInto(to.temporary, key, { bytes, signal: to.signal }).finally(() => downloads.delete(key));
    downloads.set(key, started);
    const download = await started;
    to.signal.throwIfAborted();
    if (download === 'sound') await link(to.temporary, to.path);
    return download === 'sound';
  }

  /**
   * Updates the modification time of an artifact in use, which would otherwise be removed as unused: reading an object
   * does not change its time. Returns false if the object no longer exists.
   */
  async function keepAlive(key: string, { path, signal }: Target, facts: ObjectFacts): Promise<boolean> {
    const { sha256, bytes, modifiedAt } = facts;
    if (sha256 === undefined || Date.now() - modifiedAt.getTime() < touchAfterMs) return true;
    const touchedAt = await objects.touch(key, { sha256, signal });
    if (touchedAt === undefined) return false;
    const touched = touchedAt.getTime() - modifiedAt.getTime() >= 1_000;
    if (!touched) await objects.upload(key, path, { sha256, bytes, signal });
    return true;
  }

  /** Links the artifact to the path. Returns false if it is missing. */
  async function linkArtifact(key: string, to: Target): Promise<boolean> {
    // Two attempts, because a faulty transfer must not cause the removal of a sound artifact.
    for (let attempt = 1; attempt <= 2; attempt += 1) {
      const facts = await objects.head(key, to.signal);
      if (facts === undefined) return false;
      const { sha256, bytes } = facts;
      const isRead = sha256 !== undefined && (await read(key, { sha256, bytes }, to).catch(falseIfGone));
      if (isRead) return keepAlive(key, to, facts);
    }
    await objects.remove(key);
    return false;
  }

  return {
    has: (key, call = {}) => untilStopped(call, async (signal) => (await objects.head(key, signal)) !== undefined),

    fetch: (key, dir, call = {}) =>
      untilStopped(call, async (signal) => {
        const path = join(dir, `${randomUUID()}${extname(key)}`);
        return (await linkArtifact(key, { path, signal })) ? path : undefined;
      }),

    open: (key, call = {}) =>
      untilStopped(call, (signal) =>
        cache.aside(async (path) => ((await linkArtifact(key, { path, signal })) ? open(path) : undefined)),
      ),

    put: (key, path, call = {}) =>
      untilStopped(call, (signal) =>
        cache.aside(async (copy) => {
          // A copy cannot change while it is uploaded. It is cached because this process likely reads it next.
          const content = await copyContent(path, copy, signal);
          await objects.upload(key, copy, { ...content, signal });
          await cache.keep(copy, content);
        }),
      ),

    async removeUnused(since, { signal } = {}) {
      let removed = 0;
      for await (const key of objects.changedBefore(since)) {
        if (signal?.aborted) return removed;
        await objects.remove(key);
        removed += 1;
      }
      return removed + (await objects.abortUploads(since));
    },

    remove: (key) => objects.remove(key),

    assertReady: () => objects.assertBucket(),
  };
}

function falseIfGone(error: unknown): false {
  if (!(error instanceof GoneError)) throw error;
  return false;
}
