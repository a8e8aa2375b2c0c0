import type { MontagePlan } from '#root/montage/plan.js';

// Joining and mixing costs about as much as rendering a tenth of the scenes.
const MIX_SHARE = 0.1;

export interface MontageProgress {
  /** Takes how much of the scene is rendered, 0…1. */
  scene: (key: string, fraction: number) => void;
  /** Takes how much is mixed, milliseconds of the video. */
  mix: (doneMs: number) => void;
}

/** Adds the progress of scenes and mix up to that of the whole, 0…1. */
export function createProgress(plan: MontagePlan, report: (fraction: number) => void = () => {}): MontageProgress {
  const done = new Map<string, number>();
  return {
    scene(key, fraction) {
      done.set(key, fraction);
      const doneMs = plan.scenes.reduce((sum, scene) => sum + (done.get(scene.key) ?? 0) * scene.timing.durationMs, 0);
      report((doneMs / plan.durationMs) * (1 - MIX_SHARE));
    },
    mix: (doneMs) => report(1 - MIX_SHARE + Math.min(doneMs / plan.durationMs, 1) * MIX_SHARE),
  };
}
