import { stat } from 'node:fs/promises';

interface Seen<Result> {
  /** When the file or folder was changed, which one it is, and its size. */
  state: string;
  result: Result;
}

/**
 * Returns a function that reads a file or folder by its path, and again only after it has changed: a look at its time
 * costs a fraction of reading it. The result is undefined if there is none.
 */
export function rememberReads<Result>(read: (path: string) => Promise<Result>) {
  const seen = new Map<string, Seen<Result>>();
  return async (path: string): Promise<Result | undefined> => {
    const found = await stat(path).catch(() => undefined);
    if (found === undefined) {
      seen.delete(path);
      return undefined;
    }
    const state = [found.mtimeMs, found.ino, found.size].join();
    const known = seen.get(path);
    if (known?.state === state) return known.result;
    const result = await read(path);
    seen.set(path, { state, result });
    return result;
  };
}
