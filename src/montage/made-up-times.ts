import type { Scene } from '#root/greeting/script.js';
import type { VoicedScene } from '#root/montage/montage-order.js';

const SPEECH_MS = 1_000;

/** The share of a scene at which its text is visible and a line is partly spoken. */
export const MOMENT_TO_SHOW = 0.58;

/** Returns a scene that can be drawn before an engine has spoken it. */
export function withMadeUpTimes(scene: Scene): VoicedScene {
  const words = scene.text.split(/\s+/).map((text, index, { length }) => ({
    text,
    startMs: (index * SPEECH_MS) / length,
    endMs: ((index + 1) * SPEECH_MS) / length,
  }));
  // No sound is made.
  return { ...scene, speech: { audioKey: 'speech/none.wav', durationMs: SPEECH_MS, words } };
}
