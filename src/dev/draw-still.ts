import { mkdtemp } from 'node:fs/promises';
import { join } from 'node:path';
import type { Ffmpeg } from '#root/media/ffmpeg.js';
import type { MontagePlan, PlannedScene } from '#root/montage/plan.js';
import { createSceneRenderer } from '#root/montage/scenes.js';
import { artifactKey } from '#root/storage/key.js';
import type { Store } from '#root/storage/store.js';

export interface Moment {
  plan: MontagePlan;
  scene: PlannedScene;
  /** Time from the start of the scene. */
  seconds: number;
}

export interface StillDeps {
  store: Store;
  ffmpeg: Ffmpeg;
  /** Folder for the still. The caller removes it. */
  dir: string;
  signal: AbortSignal;
}

/** Draws a moment of a scene as a PNG, and returns its path. It takes less time than the scene: one frame is encoded. */
export async function drawStill({ plan, scene, seconds }: Moment, deps: StillDeps): Promise<string> {
  const { store, ffmpeg, signal } = deps;
  const dir = await mkdtemp(join(deps.dir, 'still-'));
  const key = artifactKey('still', [scene.key, seconds], 'mp4');
  const encoder = ['-ss', String(seconds), '-frames:v', '1', '-c:v', 'png', '-f', 'image2', '-update', '1'];
  const renderScenes = createSceneRenderer({ store, ffmpeg, parallel: 1 });
  const still = { ...plan, encoder, scenes: [{ ...scene, key }] };
  const drawn = await renderScenes(still, { dir, signal, onProgress: () => {} });
  return drawn.get(key) as string;
}
