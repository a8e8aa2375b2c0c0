import type { VoicedScene } from '#root/montage/montage-order.js';
import { shortestMs } from '#root/montage/pictures/own-pictures.js';
import { readable } from '#root/montage/reading.js';
import { type SceneTiming, timeScene } from '#root/montage/timing.js';

/** Returns the scenes of a video with their timing. Words are no faster than they can be read. */
export function timeScenes(scenes: readonly VoicedScene[]): { scene: VoicedScene; timing: SceneTiming }[] {
  return scenes.map(readable).map((scene) => ({
    scene,
    timing: timeScene(scene.kind, Math.max(scene.speech.durationMs, scene.clipDurationMs ?? 0), shortestMs(scene)),
  }));
}
