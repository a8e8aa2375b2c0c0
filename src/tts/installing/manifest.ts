import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { z } from 'zod';
import { checksumOf } from '#root/tts/installing/checksum.js';

const manifestSchema = z.object({
  /** Checksum of the archive. */
  sha256: z.string(),
  files: z.record(z.string(), z.object({ bytes: z.number(), sha256: z.string() })),
});

const NAME = 'manifest.json';

/** Writes the sums of all files in the folder of a voice. */
export async function writeManifest(dir: string, sha256: string): Promise<void> {
  const entries = await readdir(dir, { recursive: true, withFileTypes: true });
  const paths = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const files: z.infer<typeof manifestSchema>['files'] = {};
  for (const path of paths.sort())
    files[relative(dir, path)] = { bytes: (await stat(path)).size, sha256: await checksumOf(path) };
  await writeFile(join(dir, NAME), JSON.stringify({ sha256, files }, undefined, 2));
}

/** Returns the files that are missing or changed, or undefined if the folder has no manifest. */
export async function findDamage(dir: string): Promise<string[] | undefined> {
  const text = await readFile(join(dir, NAME), 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw error;
    return undefined;
  });
  if (text === undefined) return undefined;
  const manifest = manifestSchema.safeParse(parseJson(text));
  if (!manifest.success) return [NAME];
  const damaged: string[] = [];
  for (const [path, { bytes, sha256 }] of Object.entries(manifest.data.files)) {
    const file = join(dir, path);
    const size = (await stat(file).catch(() => undefined))?.size;
    if (size !== bytes || (await checksumOf(file)) !== sha256) damaged.push(path);
  }
  return damaged;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
