import type { ApiDeps } from '#root/api/api-deps.js';
import type { BatchBody } from '#root/api/batches/schemas.js';
import { toBatchBody } from '#root/api/batches/to-batch-body.js';
import { toBody } from '#root/api/greetings/to-body.js';
import type { VideoJob } from '#root/jobs/video-job.js';
import type { ClaimedDelivery } from '#root/jobs/webhooks/deliveries.js';

type Delivery = Pick<ClaimedDelivery, 'event' | 'apiKeyId'>;
type BatchCounts = BatchBody['counts'];
type MessageDeps = Pick<ApiDeps, 'videoJobs' | 'batches'>;

const none: BatchCounts = { QUEUED: 0, PROCESSING: 0, COMPLETED: 0, FAILED: 0, CANCELLED: 0 };

/**
 * Returns the text that is sent for an event. The greeting is read anew each time, so that nothing of one that was deleted
 * meanwhile is sent.
 */
export async function messageOf({ event, apiKeyId }: Delivery, deps: MessageDeps): Promise<string> {
  const { type, createdAt } = event;
  return JSON.stringify({ type, timestamp: createdAt.toISOString(), data: await dataOf(event, apiKeyId, deps) });
}

async function dataOf(
  { videoJobId, run, batchId, data, createdAt }: Delivery['event'],
  apiKeyId: string,
  deps: MessageDeps,
): Promise<object> {
  if (videoJobId !== null) {
    const videoJob = await deps.videoJobs.find(videoJobId);
    return videoJob === undefined ? { id: videoJobId, run } : toBody(await asOfRun(videoJob, run, deps));
  }
  if (batchId === null) return {};
  const counts = { ...none, ...(data as Partial<BatchCounts>) };
  const batch = await deps.batches.findOfKey(apiKeyId, batchId);
  if (batch === undefined) return { id: batchId, counts };
  // As it was at this end, even if greetings of it are made once more by now.
  const { rejected: _, ...body } = toBatchBody({ ...batch, counts, finishedAt: batch.finishedAt ?? createdAt });
  return body;
}

/** Returns the greeting as it was when a run of it had ended, even if another one has begun since. */
async function asOfRun(videoJob: VideoJob, run: number | null, { videoJobs }: MessageDeps): Promise<VideoJob> {
  if (run === null || videoJob.run === run) return videoJob;
  const earlier = (await videoJobs.earlierRuns(videoJob.id)).find((each) => each.run === run);
  if (earlier === undefined) return videoJob;
  const { videoJobId: _, endedAt: finishedAt, ...ended } = earlier;
  return { ...videoJob, ...ended, finishedAt };
}
