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
  /** Called whenever there may be something new to show. */
  onProgress: (progress: RunProgress) => void;
}

const INTERVAL_MS = 250;

/** Returns the greeting's row once it has ended. A service that is away for a while is waited for. */
export async function followVideoJob({ id, videoJobs, flows, onProgress }: FollowOptions): Promise<VideoJob> {
  for (;;) {
    const videoJob = await unlessAway(() => videoJobs.find(id));
    if (videoJob !== undefined) {
      const progress = await unlessAway(() => flows.progress(videoJob));
      if (progress !== undefined) onProgress(progress);
      if (hasEnded(videoJob)) return videoJob;
    }
    await sleep(INTERVAL_MS);
  }
}

async function unlessAway<T>(call: () => Promise<T>): Promise<T | undefined> {
  try {
    return await call();
  } catch (error) {
    if (error instanceof UnavailableError) return undefined;
    throw error;
  }
}
