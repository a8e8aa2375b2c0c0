import { copyFile, mkdir, rename, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Channel } from '#root/delivery/channel.js';
import { UnavailableError } from '#root/errors.js';
import { assertWritable } from '#root/storage/local.js';

/** Delivers videos to a folder, as `greeting-<id>.mp4`. */
export function createFolderChannel({ dir }: { dir: string }): Channel {
  const root = resolve(dir);
  return {
    name: 'folder',

    async assertReachable() {
      await assertWritable(root, 'DELIVERY_DIR');
    },

    async deliver(_video, { videoJobId }, { videoPath }) {
      const path = join(root, `greeting-${videoJobId}.mp4`);
      // The rename at the end keeps a half-written video out of sight of programs that watch the folder.
      const temporaryPath = join(root, `.greeting-${videoJobId}-${process.pid}.mp4`);
      await translateErrors(async () => {
        await mkdir(root, { recursive: true });
        try {
          await copyFile(videoPath, temporaryPath);
          await rename(temporaryPath, path);
        } finally {
          await rm(temporaryPath, { force: true });
        }
      });
      return { path };
    },

    // A failure is visible in the row and in the log only.
    async reportFailure() {},

    // A folder contains finished videos only.
    async withdraw() {},
  };
}

async function translateErrors(work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    const { code, path } = error as NodeJS.ErrnoException;
    if (code === 'ENOSPC' || code === 'EDQUOT') {
      throw new UnavailableError('DELIVERY_DIR_FULL', 'DELIVERY_DIR has no space left', { cause: error });
    }
    throw new UnavailableError('DELIVERY_DIR_NOT_WRITABLE', `DELIVERY_DIR is not writable (${code}): ${path}`, {
      cause: error,
    });
  }
}
