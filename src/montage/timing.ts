import type { Scene } from '#root/greeting/script.js';

export const FRAMES_PER_SECOND = 30;

/** Duration of a scene in whole frames, and when its voice begins. */
export interface SceneTiming {
  frames: number;
  durationMs: number;
  voiceStartMs: number;
}

interface Pacing {
  leadMs: number;
  tailMs: number;
  shortestMs: number;
}

// A title needs time to be read, a closing needs time for the music to end.
const pacing: Record<Scene['kind'], Pacing> = {
  title: { leadMs: 700, tailMs: 800, shortestMs: 2_400 },
  line: { leadMs: 300, tailMs: 400, shortestMs: 1_200 },
  closing: { leadMs: 400, tailMs: 1_600, shortestMs: 2_600 },
};

/** Returns the timing of a scene with a voice of that duration. The scene takes at least `atLeastMs`. */
export function timeScene(kind: Scene['kind'], speechMs: number, atLeastMs = 0): SceneTiming {
  const { leadMs, tailMs, shortestMs } = pacing[kind];
  const frames = Math.ceil((Math.max(leadMs + speechMs + tailMs, shortestMs, atLeastMs) * FRAMES_PER_SECOND) / 1_000);
  return { frames, durationMs: framesToMs(frames), voiceStartMs: leadMs };
}

/** Returns the duration of that many frames, in milliseconds. */
export function framesToMs(frames: number): number {
  return (frames * 1_000) / FRAMES_PER_SECOND;
}
