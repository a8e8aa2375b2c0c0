import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { assertFewPhotos } from '#root/greeting/request.js';
import type { Recording } from '#root/greeting/spec.js';
import { takePhoto } from '#root/intake/photo.js';
import { takeRecording } from '#root/intake/recording.js';
import type { Ffmpeg } from '#root/media/ffmpeg.js';
import type { Store } from '#root/storage/store.js';

/** Files that a user brings to a greeting, by path. */
export interface MediaFiles {
  photos: readonly string[];
  recording?: string | undefined;
}

export interface TakenMedia {
  /** Keys, in the order of the files. */
  photos: string[];
  recording: Recording | undefined;
}

/** Takes a user's files in, all or none. Throws InputError (`photo` or `recording`, MEDIA_… or PHOTOS_TOO_MANY). */
export async function takeMedia(
  { photos, recording }: MediaFiles,
  { store, ffmpeg, workDir: parent, signal }: { store: Store; ffmpeg: Ffmpeg; workDir: string; signal: AbortSignal },
): Promise<TakenMedia> {
  assertFewPhotos(photos);
  const workDir = await mkdtemp(join(parent, 'zdravitsa-intake-'));
  try {
    const taken: string[] = [];
    // One after the other: a decoded photo takes up to 160 MB.
    for (const path of photos) taken.push(await takePhoto(path, { store, workDir }, { signal }));
    const deps = { store, ffmpeg, workDir };
    return {
      photos: taken,
      recording: recording === undefined ? undefined : await takeRecording(recording, deps, { signal }),
    };
  } finally {
    await rm(workDir, { recursive: true, force: true });
  }
}
