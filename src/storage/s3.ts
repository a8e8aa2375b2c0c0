import { randomUUID } from 'node:crypto';
import { constants } from 'node:fs';
import { copyFile, link, open } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { contentOf, type FileContent } from '#root/storage/checksum.js';
import type { FileCache } from '#root/storage/file-cache.js';
import { GoneError, type ObjectFacts, type S3Objects } from '#root/storage/s3-objects.js';
import type { Store } from '#root/storage/store.js';

export interface S3StoreOptions {
  objects: S3Objects;
  /** What was fetched or put lately; it is used only where the bucket still has the same content. */
  cache: FileCache;
  /** An artifact that is fetched is marked as used at most once in that time. */
  touchAfterMs: number;
}

/**
 * Keeps artifacts in a bucket of an S3-compatible server, one object a key, sealed by the checksum of its content in
 * the object's metadata.
 */
export function createS3Store({ objects, cache, touchAfterMs }: S3StoreOptions): Store {
  const downloads = new Map<string, Promise<boolean>>();

  /** Returns whether it is what was put. */
  async function downloadInto(path: string, key: string, bytes: number): Promise<boolean> {
    // Its own seal, not one seen earlier: another writer may have put its copy in between.
    const seal = await objects.download(key, path, bytes);
    const content = await contentOf(path);
    if (content.sha256 !== seal) return false;
    await cache.keep(path, content);
    return true;
  }

  /** One download serves all who ask at once: scenes share pictures and voices. */
  async function read(key: string, content: FileContent, path: string): Promise<boolean> {
    // Again where the cache has let go already what the others were waiting for.
    while (!(await cache.give(content, path))) {
      // Nothing is waited for from here until the download is noted.
      const running = downloads.get(key);
      if (running === undefined) return cache.aside((aside) => download(key, content.bytes, { aside, path }));
      if (!(await running)) return false;
    }
    return true;
  }

  async function download(key: string, bytes: number, to: { aside: string; path: string }): Promise<boolean> {
    const started = downloadInto(to.aside, key, bytes).finally(() => downloads.delete(key));
    downloads.set(key, started);
    const isSound = await started;
    if (isSound) await link(to.aside, to.path);
    return isSound;
  }

  /**
   * An object's time changes only when it is written, so an artifact in daily use would look as old as the day it was
   * made, and be removed. Returns false where it has gone meanwhile.
   */
  async function keepAlive(key: string, path: string, { sha256, bytes, modifiedAt }: ObjectFacts): Promise<boolean> {
    if (sha256 === undefined || Date.now() - modifiedAt.getTime() < touchAfterMs) return true;
    const touchedAt = await objects.touch(key, sha256);
    if (touchedAt === undefined) return false;
    const touched = touchedAt.getTime() - modifiedAt.getTime() >= 1_000;
    if (!touched) await objects.upload(key, path, { sha256, bytes });
    return true;
  }

  /** Links the artifact to the path. Returns false where it is missing. */
  async function bring(key: string, path: string): Promise<boolean> {
    // Twice: a transfer that went wrong must not cost a sound artifact.
    for (let attempt = 1; attempt <= 2; attempt += 1) {
      const facts = await objects.head(key);
      if (facts === undefined) return false;
      const { sha256, bytes } = facts;
      const isThere = sha256 !== undefined && (await read(key, { sha256, bytes }, path).catch(unlessGone));
      if (isThere) return keepAlive(key, path, facts);
    }
    await objects.remove(key);
    return false;
  }

  return {
    async has(key) {
      return (await objects.head(key)) !== undefined;
    },

    async fetch(key, dir) {
      const path = join(dir, `${randomUUID()}${extname(key)}`);
      return (await bring(key, path)) ? path : undefined;
    },

    open: (key) => cache.aside(async (path) => ((await bring(key, path)) ? open(path) : undefined)),

    async put(key, path) {
      await cache.aside(async (copy) => {
        // Of a copy that nobody changes, so that the seal fits; and this process likely wants it next.
        await copyFile(path, copy, constants.COPYFILE_FICLONE);
        const content = await contentOf(copy);
        await objects.upload(key, copy, content);
        await cache.keep(copy, content);
      });
    },

    async removeUnused(since, signal) {
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
