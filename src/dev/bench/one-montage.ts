import { readFile } from 'node:fs/promises';
import { overlay } from '#root/dev/bench/overlay.js';
import { createLogger } from '#root/logger.js';
import { createFfmpeg } from '#root/media/ffmpeg.js';
import type { MontageOrder } from '#root/montage/montage-order.js';
import { createMontage } from '#root/montage/render.js';
import { createLocalStore } from '#root/storage/local.js';

export interface OneMontage {
  ffmpegPath: string;
  /** Directory of the store with the voices. */
  voices: string;
  /** Directory of the store for all other artifacts. */
  storeDir: string;
  workDir: string;
  /** Path of the order as JSON. */
  order: string;
  parallel: number;
}

// Runs as a separate process, so that its memory does not include earlier measurements.
const { ffmpegPath, voices, storeDir, workDir, order, parallel }: OneMontage = JSON.parse(process.argv[2] as string);
const ffmpeg = createFfmpeg({ path: ffmpegPath, logger: createLogger({ level: 'warn' }) });
const store = overlay(createLocalStore({ dir: storeDir }), createLocalStore({ dir: voices }));
const montage = createMontage({ store, ffmpeg, workDir, parallel });
await montage(JSON.parse(await readFile(order, 'utf8')) as MontageOrder, { signal: new AbortController().signal });
