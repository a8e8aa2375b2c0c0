import { setTimeout as sleep } from 'node:timers/promises';
import { UnavailableError } from '#root/errors.js';
import { hasEnded, type VideoJob } from '#root/jobs/video-job.js';
import type { VideoJobs } from '#root/jobs/video-jobs.js';
import type { RunProgress } from '#root/queue/runs/inspect-runs.js';
import type { RunGateway } from '#root/queue/runs/run-gateway.js';

export interface FollowOptions {
  id: string;
  videoJobs: Pick<VideoJobs, 'find'>;
  flows: Pick<RunGateway, 'progress'>;
  /** Called after each poll with the progress of the run. */
  onProgress: (progress: RunProgress) => void;
}

const INTERVAL_MS = 250;

/** Polls until the greeting has ended, and returns its row. Continues to poll while a service is unavailable. */
export async function followVideoJob({ id, videoJobs, flows, onProgress }: FollowOptions): Promise<VideoJob> {
  for (;;) {
    const videoJob = await tolerateOutage(() => videoJobs.find(id));
    if (videoJob !== undefined) {
      const progress = await tolerateOutage(() => flows.progress(videoJob));
      if (progress !== undefined) onProgress(progress);
      if (hasEnded(videoJob)) return videoJob;
    }
    await sleep(INTERVAL_MS);
  }
}

/** Returns the call's result, or undefined if the service is unavailable. */
async function tolerateOutage<T>(call: () => Promise<T>): Promise<T | undefined> {
  try {
    return await call();
  } catch (error) {
    if (error instanceof UnavailableError) return undefined;
    throw error;
  }
}
