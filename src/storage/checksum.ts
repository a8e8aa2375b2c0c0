import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';

/** Checksum and size that identify a file's content. */
export interface FileContent {
  sha256: string;
  bytes: number;
}

/** Returns the sha256 of a file's content in hexadecimal. Throws Node's AbortError if the signal aborts. */
export async function checksum(path: string, signal?: AbortSignal): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash, { signal });
  return hash.digest('hex');
}

/** Returns the checksum and size of a file. Throws Node's AbortError if the signal aborts. */
export async function contentOf(path: string, signal?: AbortSignal): Promise<FileContent> {
  return { sha256: await checksum(path, signal), bytes: (await stat(path)).size };
}

/**
 * Copies a file and returns the checksum and size of the copy. Throws Node's AbortError if the signal aborts; the
 * caller then removes the partial copy.
 */
export async function copyContent(from: string, to: string, signal: AbortSignal): Promise<FileContent> {
  const hash = createHash('sha256');
  let bytes = 0;
  async function* seen(chunks: AsyncIterable<Buffer>): AsyncIterable<Buffer> {
    for await (const chunk of chunks) {
      hash.update(chunk);
      bytes += chunk.length;
      yield chunk;
    }
  }
  await pipeline(createReadStream(from), seen, createWriteStream(to), { signal });
  return { sha256: hash.digest('hex'), bytes };
}
