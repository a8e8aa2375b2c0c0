import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';

/** What tells one file's content from another's. */
export interface FileContent {
  sha256: string;
  bytes: number;
}

/** Returns the sha256 of a file's content in hexadecimal. */
export async function checksum(path: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  return hash.digest('hex');
}

/** Returns what a file holds. */
export async function contentOf(path: string): Promise<FileContent> {
  return { sha256: await checksum(path), bytes: (await stat(path)).size };
}
