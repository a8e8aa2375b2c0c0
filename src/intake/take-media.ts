import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { InputError } from '#root/errors.js';
import type { Attachments } from '#root/greeting/order.js';
import type { GreetingSpec } from '#root/greeting/spec.js';
import { takePhoto } from '#root/intake/photo.js';
import { takeRecording } from '#root/intake/recording.js';
import type { Ffmpeg } from '#root/media/ffmpeg.js';
import type { Store } from '#root/storage/store.js';

export interface TakeMediaDeps {
  store: Store;
  ffmpeg: () => Promise<Ffmpeg>;
  /** Directory for temporary files. */
  workDir: string;
  signal: AbortSignal;
}

/**
 * Takes files, given by path, into storage: all or none. Throws InputError (`photo` or `recording`, MEDIA_…). That of a photo
 * has its `index` among the facts.
 */
export async function takeMedia(
  { photos, recording, isRecordingCut }: Attachments<string>,
  { store, ffmpeg, workDir: parent, signal }: TakeMediaDeps,
): Promise<Pick<GreetingSpec, 'photos' | 'recording' | 'clip'>> {
  const workDir = await mkdtemp(join(parent, 'zdravitsa-intake-'));
  try {
    const keys: string[] = [];
    // One after the other: a decoder takes up to 350 MB.
    for (const [index, path] of photos.entries()) {
      const key = await takePhoto(path, { store, ffmpeg, workDir }, { signal }).catch((error: unknown) => {
        throw error instanceof InputError ? withIndex(error, index) : error;
      });
      keys.push(key);
    }
    if (recording === undefined) return { photos: keys };
    const deps = { store, ffmpeg: await ffmpeg(), workDir };
    return { photos: keys, ...(await takeRecording(recording, deps, { signal, isCut: isRecordingCut })) };
  } finally {
    await rm(workDir, { recursive: true, force: true });
  }
}

function withIndex({ field, code, message, cause, facts }: InputError, index: number): InputError {
  return new InputError(field, code, message, { cause, facts: { ...facts, index } });
}
