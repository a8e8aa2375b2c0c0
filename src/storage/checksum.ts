import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';

/** What tells one file's content from another's. */
export interface FileContent {
  sha256: string;
  bytes: number;
}

/** Returns the sha256 of a file's content in hexadecimal. Throws Node's AbortError at the signal. */
export async function checksum(path: string, signal?: AbortSignal): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash, { signal });
  return hash.digest('hex');
}

/** Returns what a file holds. Throws Node's AbortError at the signal. */
export async function contentOf(path: string, signal?: AbortSignal): Promise<FileContent> {
  return { sha256: await checksum(path, signal), bytes: (await stat(path)).size };
}

/** Copies a file. Returns what the copy holds. Throws Node's AbortError at the signal; what is there then is the caller's. */
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
