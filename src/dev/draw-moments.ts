import { join } from 'node:path';
import type { Sharp } from 'sharp';
import type { Scene } from '#root/greeting/script.js';
import type { Format, Language } from '#root/greeting/spec.js';
import type { Ffmpeg } from '#root/media/ffmpeg.js';
import { loadMaterials } from '#root/montage/load-materials.js';
import { withMadeUpTimes } from '#root/montage/made-up-times.js';
import { planMontage } from '#root/montage/plan.js';
import { drawStill } from '#root/montage/still.js';
import { createLocalStore } from '#root/storage/local.js';

export interface MomentsOptions {
  template: string;
  format: Format;
  language: Language;
  scenes: readonly Scene[];
}

/**
 * Draws a moment of each scene, and returns the pictures. The words have made-up times: no engine speaks them.
 * @param deps.dir folder for the files, which the caller removes
 */
export async function drawMoments(
  { scenes, ...look }: MomentsOptions,
  { ffmpeg, dir, signal }: { ffmpeg: Ffmpeg; dir: string; signal: AbortSignal },
): Promise<Sharp[]> {
  const store = createLocalStore({ dir: join(dir, 'store') });
  const order = { ...look, scenes: scenes.map(withMadeUpTimes) };
  const plan = planMontage(order, await loadMaterials(order, { store, dir, signal }));
  const moments: Sharp[] = [];
  for (const scene of plan.scenes) moments.push(await drawStill(scene, { plan, store, ffmpeg, dir, signal }));
  return moments;
}
