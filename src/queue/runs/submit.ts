import { UnavailableError } from '#root/errors.js';
import type { NewVideoJob, RunId, VideoJob } from '#root/jobs/video-job.js';
import type { VideoJobs } from '#root/jobs/video-jobs.js';
import type { Logger } from '#root/logger.js';
import type { Cancellations } from '#root/queue/runs/cancellations.js';
import type { RunGateway } from '#root/queue/runs/run-gateway.js';

export type Submitter = ReturnType<typeof createSubmitter>;

export interface SubmitterDeps {
  videoJobs: VideoJobs;
  /** Removes what a cancelled greeting has left where its video would have come. */
  withdraw: (videoJob: VideoJob) => Promise<void>;
  flows: Pick<RunGateway, 'add'>;
  cancellations: Pick<Cancellations, 'publish'>;
  logger: Logger;
}

/** Submits, retries and cancels greetings. Every method throws UnavailableError if the database cannot be reached. */
export function createSubmitter({ videoJobs, withdraw, flows, cancellations, logger }: SubmitterDeps) {
  // The row is enough: the reconciler adds a missing flow later.
  async function addFlow(videoJob: VideoJob): Promise<void> {
    try {
      await flows.add(videoJob);
    } catch (error) {
      if (!(error instanceof UnavailableError)) throw error;
      logger.warn('Redis unavailable, flow will be added later', { videoJobId: videoJob.id, run: videoJob.run, error });
    }
  }

  /** As well as can be: the greeting is cancelled, whatever the chat still shows. */
  async function clear(id: string): Promise<void> {
    try {
      const videoJob = await videoJobs.find(id);
      if (videoJob !== undefined) await withdraw(videoJob);
    } catch (error) {
      logger.warn('chat not cleared of a cancelled greeting', { videoJobId: id, error });
    }
  }

  return {
    /** Stores a greeting and starts it. If the `requestKey` is known, returns its greeting, with `created` false. */
    async submit(request: NewVideoJob): Promise<{ videoJob: VideoJob; created: boolean }> {
      const result = await videoJobs.create(request);
      if (result.created) await addFlow(result.videoJob);
      return result;
    },

    /** Starts a new run of a greeting that has ended. Returns its row, or undefined if it has not ended. */
    async retry(id: string): Promise<VideoJob | undefined> {
      const videoJob = await videoJobs.startNextRun(id);
      if (videoJob !== undefined) await addFlow(videoJob);
      return videoJob;
    },

    /**
     * Ends a greeting as CANCELLED, tells the worker that is at it, and clears the chat. Returns whether it was still
     * open.
     */
    async cancel(id: string): Promise<boolean> {
      const wasOpen = await videoJobs.cancel(id);
      if (!wasOpen) return false;
      await cancellations.publish(id);
      await clear(id);
      return true;
    },

    /** Replaces a run that has lost an artifact. */
    async startOver(run: RunId): Promise<void> {
      const videoJob = await videoJobs.replaceRun(run);
      if (videoJob !== undefined) await addFlow(videoJob);
    },
  };
}
