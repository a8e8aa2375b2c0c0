import { ResultLostError, VoiceChangedError } from '#root/errors.js';
import type { Speech } from '#root/greeting/artifacts.js';
import { scriptOf, specOf } from '#root/jobs/video-job.js';
import type { VideoJobs } from '#root/jobs/video-jobs.js';
import type { Montage } from '#root/montage/montage-order.js';
import type { montageStep } from '#root/queue/definitions/montage.js';
import type { ProcessorOf } from '#root/queue/worker/step-input.js';

export interface MontageProcessorDeps {
  montage: Montage;
  loadSpeech: (speechKey: string, options: { signal: AbortSignal }) => Promise<Speech>;
  videoJobs: Pick<VideoJobs, 'saveVideo' | 'keepUses'>;
}

/** Returns the processor that makes the video from the script and the spoken lines. */
export function createMontageProcessor({
  montage,
  loadSpeech,
  videoJobs,
}: MontageProcessorDeps): ProcessorOf<typeof montageStep> {
  return async ({ data, videoJob, children, signal, reportProgress }) => {
    const { template, format, music, language } = specOf(videoJob);
    const lines = await children();
    const voices = new Set(lines.flatMap(({ voice }) => voice ?? []));
    if (voices.size > 1) throw new VoiceChangedError([...voices]);
    const speechKeys = new Map(lines.map(({ scene, speechKey }) => [scene, speechKey]));
    const scenes = await Promise.all(
      scriptOf(videoJob).map(async (scene, index) => {
        const speechKey = speechKeys.get(index);
        if (speechKey === undefined) throw new ResultLostError('tts');
        return { ...scene, speech: await loadSpeech(speechKey, { signal }) };
      }),
    );
    const video = await montage(
      { template, format, music, language, scenes },
      {
        signal,
        onProgress: reportProgress,
        onPlanned: (keys) => videoJobs.keepUses(data, keys),
      },
    );
    await videoJobs.saveVideo(data, video);
    return video;
  };
}
