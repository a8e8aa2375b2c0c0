import { constants } from 'node:fs';
import { copyFile } from 'node:fs/promises';
import { extname } from 'node:path';
import type { FileCache } from '#root/storage/file-cache.js';
import { GoneError, type ObjectFacts, type S3Objects } from '#root/storage/s3-objects.js';
import type { Store } from '#root/storage/store.js';

export interface S3StoreOptions {
  objects: S3Objects;
  /** What was fetched or put lately; a file is read again only where the bucket still has the same content. */
  cache: FileCache;
  /** An artifact that is fetched is marked as used at most once in that time. */
  touchAfterMs: number;
}

/**
 * Keeps artifacts in a bucket of an S3-compatible server, one object a key, sealed by the checksum of its content in
 * the object's metadata.
 */
export function createS3Store({ objects, cache, touchAfterMs }: S3StoreOptions): Store {
  const downloads = new Map<string, Promise<string | undefined>>();

  /** One download serves all who ask at once: scenes share pictures and voices. */
  function download(key: string, bytes: number): Promise<string | undefined> {
    const running = downloads.get(key);
    if (running !== undefined) return running;
    const started = downloadOnce(key, bytes).finally(() => downloads.delete(key));
    downloads.set(key, started);
    return started;
  }

  /** Returns the path of the downloaded file, or undefined where it is not what was put. */
  async function downloadOnce(key: string, bytes: number): Promise<string | undefined> {
    let seal: string | undefined;
    const file = await cache.take(extname(key), async (path) => {
      // Its own seal, not one seen earlier: another writer may have put its copy in between.
      seal = await objects.download(key, path, bytes);
    });
    return file.sha256 === seal ? file.path : undefined;
  }

  async function read(key: string, { sha256, bytes }: ObjectFacts): Promise<string | undefined> {
    if (sha256 === undefined) return undefined;
    const cached = await cache.find({ sha256, bytes, extension: extname(key) });
    return cached ?? (await download(key, bytes).catch(unlessGone));
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

  return {
    async has(key) {
      return (await objects.head(key)) !== undefined;
    },

    async fetch(key) {
      // Twice: a transfer that went wrong must not cost a sound artifact.
      for (let attempt = 1; attempt <= 2; attempt += 1) {
        const facts = await objects.head(key);
        if (facts === undefined) return undefined;
        const path = await read(key, facts);
        if (path !== undefined) return (await keepAlive(key, path, facts)) ? path : undefined;
      }
      await objects.remove(key);
      return undefined;
    },

    async put(key, path) {
      // From a copy that nobody changes, so that the seal fits; and this process likely wants it next.
      const copy = await cache.take(extname(key), (aside) => copyFile(path, aside, constants.COPYFILE_FICLONE));
      await objects.upload(key, copy.path, copy);
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

function unlessGone(error: unknown): undefined {
  if (!(error instanceof GoneError)) throw error;
}
