import type { Readable } from 'node:stream';
import { finished } from 'node:stream/promises';
import { ZipFile } from 'yazl';

export interface ZipEntry {
  name: string;
  content: Readable;
  at: Date;
}

/**
 * Returns an archive of the entries, uncompressed: videos are so already. It reads them one after the other, as fast as the
 * archive is read. If the archive is destroyed, so is the entry that it was reading.
 * @param note returns the text file at the end, if there is one
 */
export function streamZip(
  entries: AsyncIterable<ZipEntry>,
  note: () => { name: string; text: string } | undefined,
): Readable {
  const zip = new ZipFile();
  const archive = zip.outputStream as Readable;
  const gone = new AbortController();
  archive.once('close', () => gone.abort());
  zip.once('error', (error) => archive.destroy(error as Error));
  fill().catch((error: unknown) => archive.destroy(gone.signal.aborted ? undefined : (error as Error)));
  return archive;

  async function fill(): Promise<void> {
    for await (const { name, content, at } of entries) {
      try {
        zip.addReadStream(content, name, { compress: false, mtime: at });
        await finished(content, { signal: gone.signal });
      } finally {
        content.destroy();
      }
    }
    const last = note();
    if (last !== undefined) zip.addBuffer(Buffer.from(last.text), last.name, { compress: false });
    zip.end();
  }
}
