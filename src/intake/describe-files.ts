import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { ArtifactLostError } from '#root/errors.js';
import type { StoredFiles } from '#root/greeting/order.js';
import type { Ffmpeg } from '#root/media/ffmpeg.js';
import type { Store } from '#root/storage/store.js';

export interface MediaFacts {
  /** Of the sound, or of a clip without any. */
  durationMs?: number;
  /** Of the picture, in pixels. */
  width?: number;
  height?: number;
}

export interface DescribeDeps {
  store: Store;
  ffmpeg: () => Promise<Ffmpeg>;
  /** Folder for temporary files. The caller removes it. */
  dir: string;
  signal: AbortSignal;
}

const TIMEOUT_MS = 30_000;

/** Returns the facts about one file that was taken in. Throws ArtifactLostError if it is no longer in storage. */
export async function describeFiles(
  { photos: [photo], recording, clip }: StoredFiles,
  deps: DescribeDeps,
): Promise<MediaFacts> {
  if (photo !== undefined) return sizeOfPhoto(await fetched(photo, deps));
  const durationMs = Math.round(recording?.durationMs ?? clip?.durationMs ?? 0);
  const clipKey = recording?.clipKey ?? clip?.key;
  if (clipKey === undefined) return { durationMs };
  return { durationMs, ...(await sizeOfClip(await fetched(clipKey, deps), deps)) };
}

async function fetched(key: string, { store, dir, signal }: DescribeDeps): Promise<string> {
  const path = await store.fetch(key, dir, { signal });
  if (path === undefined) throw new ArtifactLostError(key);
  return path;
}

async function sizeOfPhoto(path: string): Promise<MediaFacts> {
  const { width, height } = await sharp(path).metadata();
  return { width, height };
}

/** framecrc writes the facts of a stream, and nothing is decoded. */
async function sizeOfClip(path: string, { ffmpeg, dir, signal }: DescribeDeps): Promise<MediaFacts> {
  const output = join(dir, 'clip.txt');
  const run = await ffmpeg();
  const copy = ['-map', '0:v:0', '-c', 'copy', '-frames:v', '1', '-f', 'framecrc', '-y', output];
  await run(['-i', path, ...copy], { cwd: dir, signal, timeoutMs: TIMEOUT_MS });
  const [, width = 0, height = 0] =
    /^#dimensions \d+: (\d+)x(\d+)$/m.exec(await readFile(output, 'utf8'))?.map(Number) ?? [];
  return { width, height };
}
