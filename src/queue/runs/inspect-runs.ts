import type { Job } from 'bullmq';
import { type Failure, findScript, type VideoJob } from '#root/jobs/video-job.js';
import type { RunData } from '#root/queue/definitions/define-step.js';
import type { StepName } from '#root/queue/definitions/index.js';
import { type FlowOptions, flowOf, jobIdsOf, runOf, stepJobId } from '#root/queue/runs/flow.js';
import type { OpenQueues } from '#root/queue/runs/open-queues.js';

/** Progress of each step of a run, 0…1. */
export type RunProgress = Record<StepName, number>;

/** State of a run in Redis. */
export type RunState = 'missing' | 'over' | 'moving' | 'stuck';

const ALIVE = new Set<string>(['waiting', 'active', 'delayed', 'prioritized', 'paused']);

/** Reads the jobs of runs from Redis: a part of `run-gateway.ts`. */
export function createRunInspector({ queues, call }: Pick<OpenQueues, 'queues' | 'call'>, options: FlowOptions) {
  /** Returns the jobs of a run by step, in the order in which the steps run. */
  async function jobsOf(videoJob: VideoJob): Promise<{ step: StepName; jobs: (Job | undefined)[] }[]> {
    return Promise.all(
      jobIdsOf(flowOf(videoJob, videoJob.number, options)).map(async ({ step, ids }) => ({
        step,
        jobs: await Promise.all(ids.map((id) => queues[step].getJob(id))),
      })),
    );
  }

  async function hasLiveJob(videoJob: VideoJob): Promise<boolean> {
    for (const { step, ids } of jobIdsOf(flowOf(videoJob, videoJob.number, options))) {
      const states = await Promise.all(ids.map((id) => queues[step].getJobState(id)));
      if (states.some((state) => ALIVE.has(state))) return true;
    }
    return false;
  }

  return {
    /**
     * Returns the state of the row's current run: not in Redis, over, moving, or stuck.
     * @param thorough whether to look for a live job below a waiting root; without it such a run counts as moving
     */
    async stateOf(videoJob: VideoJob, { thorough }: { thorough: boolean }): Promise<RunState> {
      return call(async () => {
        const rootId = stepJobId('greeting', runOf(videoJob));
        const root = await queues.greeting.getJobState(rootId);
        // A job that exists in no list was lost in part, and adding the flow again would change nothing.
        if (root === 'unknown') return (await queues.greeting.getJob(rootId)) === undefined ? 'missing' : 'stuck';
        if (root === 'completed' || root === 'failed') return 'over';
        if (root !== 'waiting-children' || !thorough || findScript(videoJob) === undefined) return 'moving';
        return (await hasLiveJob(videoJob)) ? 'moving' : 'stuck';
      });
    },

    /** Returns the progress of each step of the row's current run. */
    async progress(videoJob: VideoJob): Promise<RunProgress> {
      const jobs = await call(() => jobsOf(videoJob));
      return Object.fromEntries(jobs.map(({ step, jobs }) => [step, mean(jobs.map(fractionOf))])) as RunProgress;
    },

    /** Returns the progress of a step that has one job, of each of the runs, 0…1. */
    async progressOf(step: StepName, runs: RunData[]): Promise<number[]> {
      const jobs = await call(() => Promise.all(runs.map((run) => queues[step].getJob(stepJobId(step, run)))));
      return jobs.map(fractionOf);
    },

    /** Returns the first failure among the jobs of the row's current run. */
    async findFailure(videoJob: VideoJob): Promise<Failure | undefined> {
      for (const { step, jobs } of await call(() => jobsOf(videoJob))) {
        const failed = jobs.find((job) => job?.failedReason);
        if (failed !== undefined) return { step, code: 'STEP_FAILED', message: failed.failedReason };
      }
      return undefined;
    },
  };
}

/** Returns the progress of a job, 0…1. */
export function fractionOf(job: Job | undefined): number {
  if (job === undefined) return 0;
  if (job.finishedOn !== undefined) return 1;
  return typeof job.progress === 'number' ? job.progress / 100 : 0;
}

/** Returns the mean of the values, 0 if there are none. */
export function mean(values: number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
}
