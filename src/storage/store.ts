import type { FileHandle } from 'node:fs/promises';

/**
 * Where steps leave artifacts for each other. Keys look like `speech/<hash>.wav` and are made of all that
 * determines the content, so putting the same key twice is harmless and any copy will do. Each call throws
 * UnavailableError where the store cannot be reached, is full, or refuses what it allowed before (STORAGE_REFUSED):
 * whoever needs it waits.
 */
export interface Store {
  /** Tells whether the artifact is there, without reading it. */
  has(key: string): Promise<boolean>;
  /**
   * Returns the path of a local file with the artifact's content, or undefined where it is missing. A damaged
   * artifact is removed and counts as missing. The file is to be read, never changed, and stays for as long as `dir`.
   * @param dir in the system's temporary directory, where a file may be put; the caller removes it after use
   */
  fetch(key: string, dir: string): Promise<string | undefined>;
  /** Opens such a file to read from, or returns undefined where it is missing. The caller closes it. */
  open(key: string): Promise<FileHandle | undefined>;
  /** Stores a copy of the file under the key, whole or not at all: a reader sees all of it or nothing. */
  put(key: string, path: string): Promise<void>;
  /**
   * Removes what nobody has fetched since then, and what a writer that died has left. Returns how many artifacts.
   * Stops where it is when the signal says so.
   */
  removeUnused(since: Date, signal?: AbortSignal): Promise<number>;
  /** Removes the artifact; a missing one is no error. */
  remove(key: string): Promise<void>;
  /** Throws SetupError where this installation cannot use the store: also where it merely refuses, now. */
  assertReady(): Promise<void>;
}

/** Returns the content of a small artifact, or undefined where it is missing. */
export async function readArtifact(store: Store, key: string): Promise<Buffer | undefined> {
  const file = await store.open(key);
  try {
    return await file?.readFile();
  } finally {
    await file?.close();
  }
}
