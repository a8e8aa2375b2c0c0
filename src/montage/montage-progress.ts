import type { MontagePlan } from '#root/montage/plan.js';

// Mixing, and joining with encoding the sound, each cost about as much as rendering a twentieth of the scenes.
const MIX_SHARE = 0.05;
const JOIN_SHARE = 0.05;

export interface MontageProgress {
  /** Takes how much of the scene is rendered, 0…1. */
  scene: (key: string, fraction: number) => void;
  /** Take how much is mixed, and joined, milliseconds of the video. */
  mix: (doneMs: number) => void;
  join: (doneMs: number) => void;
}

/** Adds the progress of scenes and mix up to that of the whole, 0…1. */
export function createProgress(plan: MontagePlan, report: (fraction: number) => void = () => {}): MontageProgress {
  const share = (doneMs: number) => Math.min(doneMs / plan.durationMs, 1);
  const done = new Map<string, number>();
  return {
    scene(key, fraction) {
      done.set(key, fraction);
      const doneMs = plan.scenes.reduce((sum, scene) => sum + (done.get(scene.key) ?? 0) * scene.timing.durationMs, 0);
      report((doneMs / plan.durationMs) * (1 - MIX_SHARE - JOIN_SHARE));
    },
    mix: (doneMs) => report(1 - MIX_SHARE - JOIN_SHARE + share(doneMs) * MIX_SHARE),
    join: (doneMs) => report(1 - JOIN_SHARE + share(doneMs) * JOIN_SHARE),
  };
}
