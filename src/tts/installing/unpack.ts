import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { extract } from 'tar-stream';
import unbzip2 from 'unbzip2-stream';
import { UnavailableError } from '#root/errors.js';

/**
 * Unpacks a `.tar.bz2` into a folder, without the one folder that contains all of the archive. Throws `UnavailableError`
 * (ARCHIVE_REFUSED) if a file would lie outside the folder, or is neither a file nor a folder.
 */
export async function unpack(archive: string, dir: string): Promise<void> {
  const entries = extract();
  const reading = pipeline(createReadStream(archive), unbzip2(), entries);
  try {
    for await (const entry of entries) {
      const { name, type } = entry.header;
      const path = pathOf(name);
      if (path === undefined || (type !== 'file' && type !== 'directory'))
        throw new UnavailableError('ARCHIVE_REFUSED', `the archive contains ${type} ${name}, which is refused`);
      if (type === 'file') {
        const target = join(dir, ...path);
        await mkdir(dirname(target), { recursive: true });
        await pipeline(entry, createWriteStream(target));
      } else entry.resume();
    }
  } finally {
    // Its error is the same one, or follows from it.
    await reading.catch(() => {});
  }
  await reading;
}

/** Returns the parts of a path below the archive's own folder, or undefined if it leads out of it. */
function pathOf(name: string): string[] | undefined {
  const parts = name.split(/[/\\]/).filter((part) => part !== '' && part !== '.');
  const isOutside = /^([/\\]|[a-z]:)/i.test(name) || parts.includes('..');
  return isOutside ? undefined : parts.slice(1);
}
