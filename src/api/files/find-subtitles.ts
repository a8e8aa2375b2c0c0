import type { ApiDeps } from '#root/api/api-deps.js';
import { ArtifactLostError } from '#root/errors.js';
import type { Speech } from '#root/greeting/artifacts.js';
import { findScript, type VideoJob } from '#root/jobs/video-job.js';
import type { Store } from '#root/storage/store.js';

/**
 * Returns the subtitles of a video as WebVTT, or undefined if the times of its words are lost. Its spoken lines are found by
 * their words. Several may have the same ones, if an earlier run spoke in another voice; the right ones make a video of the
 * same duration.
 */
export async function findSubtitles(
  videoJob: VideoJob,
  { videoJobs, store }: Pick<ApiDeps, 'videoJobs' | 'store'>,
): Promise<string | undefined> {
  const script = findScript(videoJob);
  if (script === undefined) return undefined;
  const spoken = new Map<string, Speech[]>();
  for (const speech of await loadAll(await videoJobs.speechKeysOf(videoJob.id), await store())) {
    spoken.set(wordsOf(speech), [...(spoken.get(wordsOf(speech)) ?? []), speech]);
  }
  const { buildSubtitles } = await import('#root/montage/text/subtitles.js');
  const mostRuns = Math.max(0, ...Array.from(spoken.values(), ({ length }) => length));
  for (let earlier = 0; earlier < mostRuns; earlier += 1) {
    const scenes = script.flatMap((scene) => {
      const found = spoken.get(withoutSpace(scene.text)) ?? [];
      const speech = found[Math.min(earlier, found.length - 1)];
      return speech === undefined ? [] : [{ ...scene, speech }];
    });
    if (scenes.length < script.length) return undefined;
    const { vtt, durationMs } = buildSubtitles(scenes);
    if (Math.round(durationMs) === videoJob.durationMs) return vtt;
  }
  return undefined;
}

async function loadAll(keys: string[], store: Store): Promise<Speech[]> {
  const { loadSpeech } = await import('#root/tts/speech.js');
  const loaded: Speech[] = [];
  for (const key of keys) {
    const speech = await loadSpeech(store, key).catch((error: unknown) => {
      if (!(error instanceof ArtifactLostError)) throw error;
    });
    if (speech !== undefined) loaded.push(speech);
  }
  return loaded;
}

function wordsOf({ words }: Speech): string {
  return withoutSpace(words.map(({ text }) => text).join(''));
}

function withoutSpace(text: string): string {
  return text.replace(/\s+/gu, '');
}
