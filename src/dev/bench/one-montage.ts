import { readFile } from 'node:fs/promises';
import { overlay } from '#root/dev/bench/overlay.js';
import { createLogger } from '#root/logger.js';
import { createFfmpeg } from '#root/media/ffmpeg.js';
import type { MontageOrder } from '#root/montage/montage-order.js';
import { createMontage } from '#root/montage/render.js';
import { createLocalStore } from '#root/storage/local.js';

export interface OneMontage {
  ffmpegPath: string;
  /** Of the store with the voices, and of one for all else. */
  voices: string;
  storeDir: string;
  workDir: string;
  /** Path of the order, as JSON. */
  order: string;
  parallel: number;
}

// A process of its own, so that nothing else that was measured takes part in its memory.
const { ffmpegPath, voices, storeDir, workDir, order, parallel }: OneMontage = JSON.parse(process.argv[2] as string);
const ffmpeg = createFfmpeg({ path: ffmpegPath, logger: createLogger({ level: 'warn' }) });
const store = overlay(createLocalStore({ dir: storeDir }), createLocalStore({ dir: voices }));
const montage = createMontage({ store, ffmpeg, workDir, parallel });
await montage(JSON.parse(await readFile(order, 'utf8')) as MontageOrder, { signal: new AbortController().signal });
