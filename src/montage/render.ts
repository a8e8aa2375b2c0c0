import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ArtifactLostError } from '#root/errors.js';
import type { Ffmpeg } from '#root/media/ffmpeg.js';
import { concatList, joinArgs } from '#root/montage/ffmpeg/join-args.js';
import { mixArgs, parseLoudness } from '#root/montage/ffmpeg/mix-args.js';
import { loadMaterials, type Music } from '#root/montage/load-materials.js';
import type { Montage, MontageOptions } from '#root/montage/montage-order.js';
import { createProgress } from '#root/montage/montage-progress.js';
import { type MontagePlan, planMontage, voicesOf } from '#root/montage/plan.js';
import { createSceneRenderer, type ScenesMade } from '#root/montage/scenes.js';
import { timeLimitMs } from '#root/montage/time-limit.js';
import type { Store } from '#root/storage/store.js';

export interface MontageDeps {
  store: Store;
  ffmpeg: Ffmpeg;
  /** Folder for temporary files. */
  workDir: string;
  /** Number of scenes rendered at once. */
  parallel: number;
  /** Called once a video, even if the whole video was in storage. */
  onScenes?: (made: ScenesMade) => void;
}

/** Creates the montage. It renders scenes that are not in storage, joins all by stream copy, and mixes the sound. */
export function createMontage({ store, ffmpeg, workDir, parallel, onScenes }: MontageDeps): Montage {
  const renderScenes = createSceneRenderer({ store, ffmpeg, parallel, onScenes });

  return async (order, options) => {
    const dir = await mkdtemp(join(workDir, 'zdravitsa-montage-'));
    try {
      const { signal, onPlanned } = options;
      const materials = await loadMaterials(order, { store, dir, signal });
      const plan = planMontage(order, materials);
      const { videoKey, posterKey, durationMs, frame } = plan;
      await onPlanned?.([...plan.scenes.map(({ key }) => key), videoKey, posterKey]);
      if ((await store.has(videoKey, { signal })) && (await store.has(posterKey, { signal }))) {
        onScenes?.({ reused: plan.scenes.length, rendered: 0 });
      } else {
        await makeVideo(plan, materials.music, dir, options);
      }
      return { videoKey, posterKey, durationMs, ...frame };
    } finally {
      await rm(dir, { recursive: true, force: true });
    }
  };

  async function makeVideo(
    plan: MontagePlan,
    music: Music | undefined,
    dir: string,
    { signal, onProgress }: MontageOptions,
  ): Promise<void> {
    const progress = createProgress(plan, onProgress);
    const clips = await renderScenes(plan, { dir, signal, onProgress: progress.scene });
    const paths = plan.scenes.map(({ key }) => clips.get(key) as string);

    const run = { signal, cwd: dir, timeoutMs: timeLimitMs(plan.durationMs) };
    const mix = {
      voices: await Promise.all(
        voicesOf(plan).map(async ({ audioKey, startMs }) => ({
          path: await fetchVoice(audioKey, dir, signal),
          startMs,
        })),
      ),
      music: music?.path,
      durationMs: plan.durationMs,
      output: 'mix.wav',
      loudness: 'loudness.txt',
    };
    await ffmpeg(mixArgs(mix), { ...run, onProgress: progress.mix });

    const joined = {
      list: 'scenes.txt',
      sound: mix.output,
      loudness: parseLoudness(await readFile(join(dir, mix.loudness), 'utf8')),
      durationMs: plan.durationMs,
      titleClip: paths[0] as string,
      video: 'video.mp4',
      poster: 'poster.jpg',
    };
    await writeFile(join(dir, joined.list), concatList(paths));
    await ffmpeg(joinArgs(joined), { ...run, onProgress: progress.join });
    await store.put(plan.posterKey, join(dir, joined.poster), { signal });
    await store.put(plan.videoKey, join(dir, joined.video), { signal });
  }

  async function fetchVoice(key: string, dir: string, signal: AbortSignal): Promise<string> {
    const path = await store.fetch(key, dir, { signal });
    if (path !== undefined) return path;
    throw new ArtifactLostError(key);
  }
}
