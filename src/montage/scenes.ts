import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { Ffmpeg } from '#root/media/ffmpeg.js';
import { type Layer, sceneArgs } from '#root/montage/ffmpeg/scene-args.js';
import type { Frame } from '#root/montage/frame.js';
import { forEachInParallel } from '#root/montage/parallel.js';
import { type FitOptions, type FittedPicture, fitPicture } from '#root/montage/pictures/fit-picture.js';
import { layerSize } from '#root/montage/pictures/motion.js';
import type { Picture } from '#root/montage/pictures/picture.js';
import type { PlannedLayer } from '#root/montage/pictures/planned-layer.js';
import type { MontagePlan, PlannedScene } from '#root/montage/plan.js';
import { buildAss } from '#root/montage/text/ass.js';
import { timeLimitMs } from '#root/montage/time-limit.js';
import type { Store } from '#root/storage/store.js';

/** Number of a video's scenes that were found in storage, and that were rendered. */
export interface ScenesMade {
  reused: number;
  rendered: number;
}

export interface SceneRendererDeps {
  store: Store;
  ffmpeg: Ffmpeg;
  /** Number of scenes rendered at once. */
  parallel: number;
  onScenes?: ((made: ScenesMade) => void) | undefined;
}

interface RenderScenesOptions {
  /** Folder for temporary files. The caller removes it. */
  dir: string;
  signal: AbortSignal;
  /** Called with the share of a scene that is rendered, 0…1. */
  onProgress: (key: string, fraction: number) => void;
}

/** Returns the local path of every scene's clip by its key. Renders and stores the clips that are not in storage. */
export type RenderScenes = (plan: MontagePlan, options: RenderScenesOptions) => Promise<Map<string, string>>;

export function createSceneRenderer({ store, ffmpeg, parallel, onScenes }: SceneRendererDeps): RenderScenes {
  return async (plan, { dir, signal, onProgress }) => {
    const clips = new Map<string, string>();
    const missing = new Map<string, PlannedScene>();
    for (const scene of plan.scenes) {
      const stored = clips.get(scene.key) ?? (await store.fetch(scene.key, dir, { signal }));
      if (stored === undefined) missing.set(scene.key, scene);
      else clips.set(scene.key, stored);
    }
    for (const key of clips.keys()) onProgress(key, 1);
    const reportScenes = () => onScenes?.({ reused: plan.scenes.length - missing.size, rendered: missing.size });
    if (missing.size === 0) {
      reportScenes();
      return clips;
    }

    await linkFonts([...missing.values()], dir);
    const fitLayer = createFitter(plan.frame, { store, workDir: dir, signal });
    await forEachInParallel([...missing.values()], { parallel, signal }, async (scene, either) => {
      const layers: Layer[] = [];
      // One after the other: drawing a layer takes about 20 MB.
      for (const layer of scene.layers) layers.push(await fitLayer(layer));
      const report = (fraction: number) => onProgress(scene.key, fraction);
      clips.set(scene.key, await render(scene, { plan, layers, dir, signal: either, report }));
    });
    reportScenes();
    return clips;
  };

  async function render(
    { key, timing, captions }: PlannedScene,
    { plan: { frame, encoder }, layers, dir, signal, report }: RenderOptions,
  ): Promise<string> {
    const name = basename(key, '.mp4');
    await writeFile(join(dir, `${name}.ass`), buildAss(frame, captions));
    const output = `${name}.mp4`;
    const args = sceneArgs(layers, { frame, timing, captions: `${name}.ass`, fonts: FONTS, encoder, output });
    await ffmpeg(args, {
      signal,
      cwd: dir,
      timeoutMs: timeLimitMs(timing.durationMs),
      onProgress: (outTimeMs) => report(Math.min(outTimeMs / timing.durationMs, 1)),
    });
    report(1);
    await store.put(key, join(dir, output), { signal });
    return join(dir, output);
  }
}

interface RenderOptions {
  plan: MontagePlan;
  layers: Layer[];
  dir: string;
  signal: AbortSignal;
  report: (fraction: number) => void;
}

/** Fits each picture once, even if several scenes show it. */
export function createFitter(frame: Frame, options: FitOptions) {
  const fitted = new Map<Picture, Promise<FittedPicture>>();
  return async ({ picture, motion }: PlannedLayer): Promise<Layer> => {
    const known = fitted.get(picture) ?? fitPicture(picture, layerSize(motion, frame), options);
    fitted.set(picture, known);
    return { motion, picture: await known };
  };
}

export const FONTS = 'fonts';

/** Makes a folder with only the fonts that the scenes need: libass reads every font in its folder. */
export async function linkFonts(scenes: readonly PlannedScene[], dir: string): Promise<void> {
  await mkdir(join(dir, FONTS));
  for (const path of new Set(scenes.flatMap(({ captions }) => captions.fonts.map((font) => font.path)))) {
    await symlink(path, join(dir, FONTS, basename(path)));
  }
}
