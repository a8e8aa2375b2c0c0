import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Ffmpeg } from '#root/media/ffmpeg.js';
import { openFfmpeg } from '#root/media/open-ffmpeg.js';
import { createLocalStore } from '#root/storage/local.js';
import type { Store } from '#root/storage/store.js';
import { quietLogger as logger } from './logger.js';

export interface MediaRig {
  /** New directory, which the caller removes. */
  dir: string;
  store: Store;
  ffmpeg: Ffmpeg;
}

/** Creates a directory with a store in it, and opens the machine's ffmpeg. */
export async function createMediaRig(): Promise<MediaRig> {
  const dir = await mkdtemp(join(tmpdir(), 'zdravitsa-test-'));
  const ffmpeg = await openFfmpeg({ ffmpegPath: undefined, searchPath: process.env.PATH ?? '' }, { logger });
  return { dir, store: createLocalStore({ dir: join(dir, 'store') }), ffmpeg };
}
