import { copyFile, mkdir, rename, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Channel } from '#root/delivery/channel.js';
import { UnavailableError } from '#root/errors.js';
import { assertWritable } from '#root/storage/local.js';

/** Puts videos into a folder, as `greeting-<id>.mp4`. */
export function createFolderChannel({ dir }: { dir: string }): Channel {
  const root = resolve(dir);
  return {
    name: 'folder',

    async assertReachable() {
      await assertWritable(root, 'DELIVERY_DIR');
    },

    async deliver(_video, { videoJobId }, { videoPath }) {
      const path = join(root, `greeting-${videoJobId}.mp4`);
      // Whoever watches the folder sees a whole video or none.
      const aside = join(root, `.greeting-${videoJobId}-${process.pid}.mp4`);
      await guarded(async () => {
        await mkdir(root, { recursive: true });
        try {
          await copyFile(videoPath, aside);
          await rename(aside, path);
        } finally {
          await rm(aside, { force: true });
        }
      });
      return { path };
    },

    // There is nobody to tell: the row and the log say it.
    async reportFailure() {},

    // Nothing stands there but whole videos.
    async withdraw() {},
  };
}

async function guarded(work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    const { code, path } = error as NodeJS.ErrnoException;
    if (code === 'ENOSPC' || code === 'EDQUOT') {
      throw new UnavailableError('DELIVERY_DIR_FULL', 'DELIVERY_DIR has no room left', { cause: error });
    }
    throw new UnavailableError('DELIVERY_DIR_NOT_WRITABLE', `DELIVERY_DIR cannot be written to (${code}): ${path}`, {
      cause: error,
    });
  }
}
