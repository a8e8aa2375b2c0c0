import type { FileHandle } from 'node:fs/promises';
import { AbortedError } from '#root/errors.js';

/** How a call of the store may be ended early. */
export interface StoreCall {
  signal?: AbortSignal | undefined;
}

/**
 * Where steps leave artifacts for each other. Keys look like `speech/<hash>.wav` and are made of all that
 * determines the content, so putting the same key twice is harmless and any copy will do. Each call throws
 * UnavailableError where the store cannot be reached, is full, or refuses what it allowed before (STORAGE_REFUSED):
 * whoever needs it waits. Where its signal fires it throws AbortedError, and leaves nothing half done.
 */
export interface Store {
  /** Tells whether the artifact is there, without reading it. */
  has(key: string, call?: StoreCall): Promise<boolean>;
  /**
   * Returns the path of a local file with the artifact's content, or undefined where it is missing. A damaged
   * artifact is removed and counts as missing. The file is to be read, never changed, and stays for as long as `dir`.
   * @param dir in the system's temporary directory, where a file may be put; the caller removes it after use
   */
  fetch(key: string, dir: string, call?: StoreCall): Promise<string | undefined>;
  /** Opens such a file to read from, or returns undefined where it is missing. The caller closes it. */
  open(key: string, call?: StoreCall): Promise<FileHandle | undefined>;
  /** Stores a copy of the file under the key, whole or not at all: a reader sees all of it or nothing. */
  put(key: string, path: string, call?: StoreCall): Promise<void>;
  /**
   * Removes what nobody has fetched since then, and what a writer that died has left. Returns how many artifacts, also
   * where the signal ended it.
   */
  removeUnused(since: Date, call?: StoreCall): Promise<number>;
  /** Removes the artifact; a missing one is no error. */
  remove(key: string): Promise<void>;
  /** Throws SetupError where this installation cannot use the store: also where it merely refuses, now. */
  assertReady(): Promise<void>;
}

/** Returns the content of a small artifact, or undefined where it is missing. */
export async function readArtifact(store: Store, key: string, call?: StoreCall): Promise<Buffer | undefined> {
  const file = await store.open(key, call);
  try {
    return await file?.readFile();
  } finally {
    await file?.close();
  }
}

/** Does a store's work until the call's signal fires, if it has one. Throws AbortedError where that ended it. */
export async function untilStopped<T>(
  { signal = new AbortController().signal }: StoreCall,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  try {
    signal.throwIfAborted();
    return await work(signal);
  } catch (error) {
    throw signal.aborted ? new AbortedError(signal.reason) : error;
  }
}
