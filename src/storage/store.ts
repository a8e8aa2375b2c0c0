import type { FileHandle } from 'node:fs/promises';
import { AbortedError } from '#root/errors.js';

/** Options of every call of a store. */
export interface StoreCall {
  /** Ends the call early. */
  signal?: AbortSignal | undefined;
}

/**
 * Store in which a step leaves artifacts for the next. Keys look like `speech/<hash>.wav` and are derived from
 * everything that determines the content, so putting the same key twice is harmless. Each call throws
 * `UnavailableError` if the store cannot be reached, is full or refuses access (STORAGE_REFUSED), and the step waits.
 * If the signal aborts, a call throws `AbortedError` and leaves no partial artifact.
 */
export interface Store {
  /** Returns whether the artifact exists, without reading it. */
  has(key: string, call?: StoreCall): Promise<boolean>;
  /**
   * Returns the path of a local file with the artifact's content, or undefined if it is missing. A damaged artifact is
   * removed and counts as missing. The file must not be changed. It exists until `dir` is removed.
   * @param dir folder in the system's temporary directory for the file, which the caller removes
   */
  fetch(key: string, dir: string, call?: StoreCall): Promise<string | undefined>;
  /** Opens the artifact for reading, or returns undefined if it is missing. The caller closes the file. */
  open(key: string, call?: StoreCall): Promise<FileHandle | undefined>;
  /** Stores a copy of the file under the key. A reader sees the whole artifact or none. */
  put(key: string, path: string, call?: StoreCall): Promise<void>;
  /**
   * Removes artifacts that no process has put or fetched since then, and partial ones of killed writers. Returns their
   * number, even if the signal aborts.
   */
  removeUnused(since: Date, call?: StoreCall): Promise<number>;
  /** Removes the artifact if it exists. */
  remove(key: string): Promise<void>;
  /** Throws `SetupError` if this installation cannot use the store, or the store refuses access now. */
  assertReady(): Promise<void>;
}

/** Returns the content of a small artifact, or undefined if it is missing. */
export async function readArtifact(store: Store, key: string, call?: StoreCall): Promise<Buffer | undefined> {
  const file = await store.open(key, call);
  try {
    return await file?.readFile();
  } finally {
    await file?.close();
  }
}

/** Runs a store's work. Throws `AbortedError` if the call's signal aborts. */
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
