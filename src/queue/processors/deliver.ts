import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Channel } from '#root/delivery/channel.js';
import { recipientOf } from '#root/delivery/recipient.js';
import { AbortedError, ArtifactLostError, ResultLostError } from '#root/errors.js';
import type { VideoJob } from '#root/jobs/video-job.js';
import type { VideoJobs } from '#root/jobs/video-jobs.js';
import type { deliverStep } from '#root/queue/definitions/deliver.js';
import type { ProcessorOf } from '#root/queue/worker/step-input.js';
import type { Store } from '#root/storage/store.js';

export interface DeliverProcessorDeps {
  channelOf: (videoJob: VideoJob) => Promise<Channel>;
  store: Store;
  /** Directory for temporary files. */
  workDir: string;
  videoJobs: Pick<VideoJobs, 'findTelegramFile' | 'saveMessage' | 'saveVideoNote'>;
}

/** Returns the processor that delivers the video by the channel of the greeting. */
export function createDeliverProcessor({
  channelOf,
  store,
  workDir,
  videoJobs,
}: DeliverProcessorDeps): ProcessorOf<typeof deliverStep> {
  async function fetchArtifact(key: string, dir: string, signal: AbortSignal): Promise<string> {
    const path = await store.fetch(key, dir, { signal });
    if (path === undefined) throw new ArtifactLostError(key);
    return path;
  }

  return async ({ data, videoJob, children, signal }) => {
    const [video] = await children();
    if (video === undefined) throw new ResultLostError('montage');
    const channel = await channelOf(videoJob);
    const recipient = recipientOf(videoJob);
    const dir = await mkdtemp(join(workDir, 'zdravitsa-deliver-'));
    try {
      const delivered = await channel.deliver(video, recipient, {
        signal,
        videoPath: await fetchArtifact(video.videoKey, dir, signal),
        posterPath: await fetchArtifact(video.posterKey, dir, signal),
        telegramFileId: await videoJobs.findTelegramFile(video.videoKey),
        rememberMessage: async (messageId, known) => {
          const counting = await videoJobs.saveMessage(data, messageId, known);
          if (counting === undefined) throw new AbortedError('The run has ended');
          return counting;
        },
        rememberVideoNote: (videoNoteId, known) => videoJobs.saveVideoNote(data, videoNoteId, known),
      });
      return { ...delivered, videoKey: video.videoKey };
    } finally {
      await rm(dir, { recursive: true, force: true });
    }
  };
}
