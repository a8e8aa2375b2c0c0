import { join } from 'node:path';
import { drawStill } from '#root/dev/draw-still.js';
import type { Scene } from '#root/greeting/script.js';
import type { Format, Language } from '#root/greeting/spec.js';
import type { Ffmpeg } from '#root/media/ffmpeg.js';
import { loadMaterials } from '#root/montage/load-materials.js';
import { MOMENT_TO_SHOW, withMadeUpTimes } from '#root/montage/made-up-times.js';
import { planMontage } from '#root/montage/plan.js';
import { createLocalStore } from '#root/storage/local.js';

export interface MomentsOptions {
  template: string;
  format: Format;
  language: Language;
  scenes: readonly Scene[];
}

/**
 * Draws a moment of each scene as a PNG, and returns their paths. The words have made-up times: no engine speaks them.
 * @param deps.dir folder for the files, which the caller removes
 */
export async function drawMoments(
  { scenes, ...look }: MomentsOptions,
  { ffmpeg, dir, signal }: { ffmpeg: Ffmpeg; dir: string; signal: AbortSignal },
): Promise<string[]> {
  const store = createLocalStore({ dir: join(dir, 'store') });
  const order = { ...look, scenes: scenes.map(withMadeUpTimes) };
  const plan = planMontage(order, await loadMaterials(order, { store, dir, signal }));
  const moments: string[] = [];
  for (const scene of plan.scenes) {
    const seconds = (MOMENT_TO_SHOW * scene.timing.durationMs) / 1_000;
    moments.push(await drawStill({ plan, scene, seconds }, { store, ffmpeg, dir, signal }));
  }
  return moments;
}
