import type { VideoJob } from '#root/jobs/video-job.js';
import { type FlowOptions, flowOf } from '#root/queue/runs/flow.js';
import type { OpenQueues } from '#root/queue/runs/open-queues.js';

// Number of flows added in one transaction, which blocks Redis for a few milliseconds.
const PORTION = 50;
// Number of later orders that run before a greeting of a batch, and before one that was added behind the others. It waits
// long, but not for ever.
const OVERTAKEN_BY = 1_000;

/** Adds the flows of runs to Redis: a part of `run-gateway.ts`. */
export function createRunAdder({ producer, call }: Pick<OpenQueues, 'producer' | 'call'>, options: FlowOptions) {
  return {
    /** Adds the flow of the row's current run. Adding it again while it runs changes nothing. */
    async add(videoJob: VideoJob): Promise<void> {
      await call(() => producer.add(flowOf(videoJob, placeOf(videoJob, videoJob.number), options)));
    },

    /**
     * Adds many flows, in portions, and behind the others: greetings ordered meanwhile run first. Those of batches are added
     * behind the rest.
     * @param newest number of the newest greeting
     */
    async addAll(videoJobs: VideoJob[], newest: number): Promise<void> {
      for (let at = 0; at < videoJobs.length; at += PORTION) {
        const portion = videoJobs.slice(at, at + PORTION);
        const flows = portion.map((videoJob) => flowOf(videoJob, placeOf(videoJob, newest + OVERTAKEN_BY), options));
        await call(() => producer.addBulk(flows));
      }
    },
  };
}

function placeOf({ batchId }: VideoJob, place: number): number {
  return batchId === null ? place : place + OVERTAKEN_BY;
}
