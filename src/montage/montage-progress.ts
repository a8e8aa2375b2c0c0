import type { MontagePlan } from '#root/montage/plan.js';

// Mixing, and joining with encoding the sound, each take about a twentieth of the time of rendering the scenes.
const MIX_SHARE = 0.05;
const JOIN_SHARE = 0.05;

export interface MontageProgress {
  /** Reports the share of a scene that is rendered, 0…1. */
  scene: (key: string, fraction: number) => void;
  /** Reports how much of the video's sound is mixed. */
  mix: (doneMs: number) => void;
  /** Reports how much of the video is joined. */
  join: (doneMs: number) => void;
}

/** Combines the progress of scenes, mix and join into that of the whole montage, 0…1. */
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
