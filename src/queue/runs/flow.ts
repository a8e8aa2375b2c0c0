import type { FlowJob } from 'bullmq';
import { findScript, type VideoJob } from '#root/jobs/video-job.js';
import type { RunData, StepDefinition } from '#root/queue/definitions/define-step.js';
import { type StepName, stepNames, steps } from '#root/queue/definitions/index.js';

export interface FlowOptions {
  prefix: string;
  /** Number of attempts of each step but the root. */
  attempts: number;
  /** Delay before the first retry, in milliseconds. It doubles with each retry. */
  backoffMs: number;
}

// https://docs.bullmq.io/guide/jobs/prioritized: BullMQ runs priority 1 first, and this one last.
const LOWEST_PRIORITY = 2 ** 21 - 1;

// Finished jobs are kept for long: if a flow is added again after they are removed, their steps run again.
const KEEP = { age: 24 * 3600, count: 10_000 };
// Random share of each delay, so that steps which failed together are not all retried together.
const JITTER = 0.5;

/**
 * Returns the chain of one run: greeting ← deliver ← montage ← one tts for each scene. Without a priority, BullMQ would put
 * a parent in front of its queue when its children end, and thereby run the newest greeting first.
 * @param scenes number of scenes in the script
 * @param place place in the order in which all steps run greetings, the lowest first
 */
export function buildFlow(run: RunData, scenes: number, place: number, options: FlowOptions): FlowJob {
  const job = <Data extends RunData>(step: StepDefinition<Data>, data: Data, children: FlowJob[]): FlowJob => ({
    name: step.name,
    queueName: step.name,
    prefix: options.prefix,
    data,
    opts: {
      jobId: stepJobId(step.name, data),
      attempts: options.attempts,
      backoff: { type: 'exponential', delay: options.backoffMs, jitter: JITTER },
      priority: 1 + (place % LOWEST_PRIORITY),
      removeOnComplete: KEEP,
      removeOnFail: KEEP,
      ...step.jobOptions,
    },
    ...(children.length > 0 ? { children } : {}),
  });

  const tts = Array.from({ length: scenes }, (_, scene) => job(steps.tts, { ...run, scene }, []));
  return job(steps.greeting, run, [job(steps.deliver, run, [job(steps.montage, run, tts)])]);
}

/**
 * Returns the flow of the row's current run. If this version cannot read the script, the flow begins with montage,
 * which then fails with the reason.
 */
export function flowOf(videoJob: VideoJob, place: number, options: FlowOptions): FlowJob {
  return buildFlow(runOf(videoJob), findScript(videoJob)?.length ?? 0, place, options);
}

/** Returns the data that all jobs of the row's current run carry. */
export function runOf({ id, run }: Pick<VideoJob, 'id' | 'run'>): RunData {
  return { videoJobId: id, run };
}

/** Returns the ids of a flow's jobs by step, in the order in which the steps run. */
export function jobIdsOf(flow: FlowJob): { step: StepName; ids: string[] }[] {
  const jobs = jobsIn(flow);
  return stepNames.map((step) => ({
    step,
    ids: jobs.filter(({ queueName }) => queueName === step).flatMap(({ opts }) => opts?.jobId ?? []),
  }));
}

function jobsIn(flow: FlowJob): FlowJob[] {
  return [flow, ...(flow.children ?? []).flatMap(jobsIn)];
}

/** Returns the id of a step's job: `<videoJobId>-<run>-<step>[-<scene>]`. */
export function stepJobId(step: string, { videoJobId, run, scene }: RunData & { scene?: number }): string {
  return [videoJobId, run, step, ...(scene === undefined ? [] : [scene])].join('-');
}
