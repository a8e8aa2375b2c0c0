import type { ApiDeps } from '#root/api/api-deps.js';
import { toBody } from '#root/api/greetings/to-body.js';
import type { VideoJob } from '#root/jobs/video-job.js';
import type { ClaimedDelivery } from '#root/jobs/webhooks/deliveries.js';

type Event = ClaimedDelivery['event'];
type MessageDeps = Pick<ApiDeps, 'videoJobs' | 'batches'>;

/**
 * Returns the text that is sent for an event. The greeting is read anew each time, so that nothing of one that was deleted
 * meanwhile is sent.
 */
export async function messageOf(event: Event, deps: MessageDeps): Promise<string> {
  const { type, createdAt } = event;
  return JSON.stringify({ type, timestamp: createdAt.toISOString(), data: await dataOf(event, deps) });
}

async function dataOf({ videoJobId, run, batchId, data }: Event, deps: MessageDeps): Promise<object> {
  if (videoJobId !== null) {
    const videoJob = await deps.videoJobs.find(videoJobId);
    return videoJob === undefined ? { id: videoJobId, run } : toBody(await asOfRun(videoJob, run, deps));
  }
  if (batchId === null) return {};
  const batch = await deps.batches.find(batchId);
  const counts = data as Record<string, number>;
  return {
    id: batchId,
    total: Object.values(counts).reduce((sum, count) => sum + count, 0),
    counts,
    metadata: batch?.metadata ?? null,
    createdAt: batch?.createdAt.toISOString() ?? null,
    links: { self: `/v1/batches/${batchId}` },
  };
}

/** Returns the greeting as it was when a run of it had ended, even if another one has begun since. */
async function asOfRun(videoJob: VideoJob, run: number | null, { videoJobs }: MessageDeps): Promise<VideoJob> {
  if (run === null || videoJob.run === run) return videoJob;
  const earlier = (await videoJobs.earlierRuns(videoJob.id)).find((each) => each.run === run);
  if (earlier === undefined) return videoJob;
  const { videoJobId: _, endedAt: finishedAt, ...ended } = earlier;
  return { ...videoJob, ...ended, finishedAt };
}
