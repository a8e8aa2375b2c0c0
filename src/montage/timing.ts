import type { Scene } from '#root/greeting/script.js';

export const FRAMES_PER_SECOND = 30;

/** Where a scene's voice stands in it, and how long it is in whole frames. */
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

// A title wants time to be read, a closing time for the music to end.
const pacing: Record<Scene['kind'], Pacing> = {
  title: { leadMs: 700, tailMs: 800, shortestMs: 2_400 },
  line: { leadMs: 300, tailMs: 400, shortestMs: 1_200 },
  closing: { leadMs: 400, tailMs: 1_600, shortestMs: 2_600 },
};

/** Returns how long a scene takes, from the length of its voice and what it takes at the least, in milliseconds. */
export function timeScene(kind: Scene['kind'], speechMs: number, atLeastMs = 0): SceneTiming {
  const { leadMs, tailMs, shortestMs } = pacing[kind];
  const frames = Math.ceil((Math.max(leadMs + speechMs + tailMs, shortestMs, atLeastMs) * FRAMES_PER_SECOND) / 1_000);
  return { frames, durationMs: framesToMs(frames), voiceStartMs: leadMs };
}

/** Returns how long so many frames are seen, in milliseconds. */
export function framesToMs(frames: number): number {
  return (frames * 1_000) / FRAMES_PER_SECOND;
}
