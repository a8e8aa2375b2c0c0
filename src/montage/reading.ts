import type { VoicedScene } from '#root/montage/montage-order.js';

// Captions at 20 characters a second are as fast as grown-ups can follow:
// https://partnerhelp.netflixstudios.com/hc/en-us/articles/217350977.
const CHARACTER_MS = 1_000 / 20;

/**
 * Returns the scene with its words no faster than they can be read. A recording of three seconds may come with a text of
 * a thousand characters: the later words then appear after the voice, while the picture and the music go on.
 */
export function readable<Scene extends VoicedScene>(scene: Scene): Scene {
  if (scene.kind !== 'line') return scene;
  let readMs = 0;
  const words = scene.speech.words.map((word) => {
    const startMs = Math.max(word.startMs, readMs);
    readMs = startMs + (word.text.length + 1) * CHARACTER_MS;
    return { ...word, startMs, endMs: Math.max(word.endMs, startMs) };
  });
  return { ...scene, speech: { ...scene.speech, words, durationMs: Math.max(scene.speech.durationMs, readMs) } };
}
