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
  /** What was fetched or put lately; it is used only where the bucket still has the same content. */
  cache: FileCache;
  /** An artifact that is fetched is marked as used at most once in that time. */
  touchAfterMs: number;
}

/** How one ended; it may be waited for by others than the one whose signal stopped it. */
type Download = 'sound' | 'damaged' | 'stopped';

/** Where an artifact is wanted, and until when. */
interface Target {
  path: string;
  signal: AbortSignal;
}

/**
 * Keeps artifacts in a bucket of an S3-compatible server, one object a key, sealed by the checksum of its content in
 * the object's metadata.
 */
export function createS3Store({ objects, cache, touchAfterMs }: S3StoreOptions): Store {
  const downloads = new Map<string, Promise<Download>>();

  async function downloadInto(path: string, key: string, { bytes, signal }: Transfer): Promise<Download> {
    try {
      // Its own seal, not one seen earlier: another writer may have put its copy in between.
      const seal = await objects.download(key, path, { bytes, signal });
      const content = await contentOf(path, signal);
      if (content.sha256 !== seal) return 'damaged';
      await cache.keep(path, content);
      return 'sound';
    } catch (error) {
      if (signal.aborted) return 'stopped';
      throw error;
    }
  }

  /** One download serves all who ask at once: scenes share pictures and voices. */
  async function read(key: string, content: FileContent, to: Target): Promise<boolean> {
    const { path, signal } = to;
    // Again where the cache has let go already what the others were waiting for, or where who began it was told to stop.
    while (!(await cache.give(content, path))) {
      // Nothing is waited for from here until the download is noted.
      const running = downloads.get(key);
      if (running === undefined) return cache.aside((aside) => download(key, content.bytes, { ...to, aside }));
      if ((await pTimeout(running, { milliseconds: Number.POSITIVE_INFINITY, signal })) === 'damaged') return false;
    }
    return true;
  }

  async function download(key: string, bytes: number, to: Target & { aside: string }): Promise<boolean> {
    const started = downloadInto(to.aside, key, { bytes, signal: to.signal }).finally(() => downloads.delete(key));
    downloads.set(key, started);
    const download = await started;
    to.signal.throwIfAborted();
    if (download === 'sound') await link(to.aside, to.path);
    return download === 'sound';
  }

  /**
   * An object's time changes only when it is written, so an artifact in daily use would look as old as the day it was
   * made, and be removed. Returns false where it has gone meanwhile.
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

  /** Links the artifact to the path. Returns false where it is missing. */
  async function bring(key: string, to: Target): Promise<boolean> {
    // Twice: a transfer that went wrong must not cost a sound artifact.
    for (let attempt = 1; attempt <= 2; attempt += 1) {
      const facts = await objects.head(key, to.signal);
      if (facts === undefined) return false;
      const { sha256, bytes } = facts;
      const isThere = sha256 !== undefined && (await read(key, { sha256, bytes }, to).catch(unlessGone));
      if (isThere) return keepAlive(key, to, facts);
    }
    await objects.remove(key);
    return false;
  }

  return {
    has: (key, call = {}) => untilStopped(call, async (signal) => (await objects.head(key, signal)) !== undefined),

    fetch: (key, dir, call = {}) =>
      untilStopped(call, async (signal) => {
        const path = join(dir, `${randomUUID()}${extname(key)}`);
        return (await bring(key, { path, signal })) ? path : undefined;
      }),

    open: (key, call = {}) =>
      untilStopped(call, (signal) =>
        cache.aside(async (path) => ((await bring(key, { path, signal })) ? open(path) : undefined)),
      ),

    put: (key, path, call = {}) =>
      untilStopped(call, (signal) =>
        cache.aside(async (copy) => {
          // Of a copy that nobody changes, so that the seal fits; and this process likely wants it next.
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

function unlessGone(error: unknown): false {
  if (!(error instanceof GoneError)) throw error;
  return false;
}
