import { join } from 'node:path';
import { drawStill } from '#root/dev/draw-still.js';
import type { Scene } from '#root/greeting/script.js';
import type { Format, Language } from '#root/greeting/spec.js';
import type { Ffmpeg } from '#root/media/ffmpeg.js';
import { loadMaterials } from '#root/montage/load-materials.js';
import type { VoicedScene } from '#root/montage/montage-order.js';
import { planMontage } from '#root/montage/plan.js';
import { createLocalStore } from '#root/storage/local.js';

export interface MomentsOptions {
  template: string;
  format: Format;
  language: Language;
  scenes: readonly Scene[];
}

const SPEECH_MS = 1_000;
// The share of a scene at which its text is visible and a line is partly spoken.
const MOMENT = 0.58;

/**
 * Draws a moment of each scene as a PNG, and returns their paths. The words have made-up times: no engine speaks them.
 * @param deps.dir folder for the files, which the caller removes
 */
export async function drawMoments(
  { scenes, ...look }: MomentsOptions,
  { ffmpeg, dir, signal }: { ffmpeg: Ffmpeg; dir: string; signal: AbortSignal },
): Promise<string[]> {
  const store = createLocalStore({ dir: join(dir, 'store') });
  const order = { ...look, scenes: scenes.map(voiced) };
  const plan = planMontage(order, await loadMaterials(order, { store, dir, signal }));
  const moments: string[] = [];
  for (const scene of plan.scenes) {
    const seconds = (MOMENT * scene.timing.durationMs) / 1_000;
    moments.push(await drawStill({ plan, scene, seconds }, { store, ffmpeg, dir, signal }));
  }
  return moments;
}

function voiced(scene: Scene): VoicedScene {
  const words = scene.text.split(' ').map((text, index, { length }) => ({
    text,
    startMs: (index * SPEECH_MS) / length,
    endMs: ((index + 1) * SPEECH_MS) / length,
  }));
  // No sound is made.
  return { ...scene, speech: { audioKey: 'speech/none.wav', durationMs: SPEECH_MS, words } };
}
