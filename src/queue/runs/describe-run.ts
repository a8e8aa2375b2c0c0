import type { Job, Queue } from 'bullmq';
import type { VideoJob } from '#root/jobs/video-job.js';
import type { StepName } from '#root/queue/definitions/index.js';
import { type FlowOptions, flowOf, jobIdsOf } from '#root/queue/runs/flow.js';
import { fractionOf, mean } from '#root/queue/runs/inspect-runs.js';
import type { OpenQueues } from '#root/queue/runs/open-queues.js';

/** What the jobs of a step show. Times are those of the last attempt. */
export interface StepReport {
  step: StepName;
  /** 0…1. */
  progress: number;
  startedAt: Date | undefined;
  /** Undefined until all jobs of the step have ended. */
  finishedAt: Date | undefined;
}

/** What a run waits for. */
export type Waiting =
  /** Its jobs are not in Redis. */
  | { for: 'flow' }
  /** A worker. The place counts from 1. */
  | { for: 'worker'; step: StepName; place: number; waiting: number }
  /** The next attempt, after an error of the step or while a service is unavailable. */
  | { for: 'attempt'; step: StepName; at: Date; error: string | undefined };

export interface RunReport {
  /** When its jobs were added. Undefined if they are not in Redis. */
  addedAt: Date | undefined;
  /** Steps in the order in which they run. */
  steps: StepReport[];
  /** Undefined if a worker has one of its jobs, or if the run has ended. */
  waiting: Waiting | undefined;
  /** Id of its trace. Undefined if no trace was recorded. */
  traceId: string | undefined;
}

type Jobs = { step: StepName; jobs: (Job | undefined)[] };

const FIND_PLACE = 'zdravitsaFindPlace';

// Returns a job's place among the waiting ones and their number, or the time until which it is delayed. Workers take jobs
// from the right end of `wait`, and then the first of `prioritized`. BullMQ keeps milliseconds times 4096 in `delayed`.
const FIND_PLACE_SCRIPT = `
  local before = redis.call('LLEN', KEYS[1])
  local all = before + redis.call('ZCARD', KEYS[2])
  local rank = redis.call('ZRANK', KEYS[2], ARGV[1])
  if rank then return { 'worker', before + rank + 1, all } end
  local index = redis.call('LPOS', KEYS[1], ARGV[1])
  if index then return { 'worker', before - index, all } end
  local due = redis.call('ZSCORE', KEYS[3], ARGV[1])
  if due then return { 'attempt', math.floor(tonumber(due) / 4096), 0 } end
  return { '', 0, 0 }`;

/** Reports on runs in detail: a part of `run-gateway.ts`. */
export function createRunReporter({ queues, call }: Pick<OpenQueues, 'queues' | 'call'>, options: FlowOptions) {
  async function readJobs(videoJob: VideoJob): Promise<Jobs[]> {
    return Promise.all(
      jobIdsOf(flowOf(videoJob, videoJob.number, options)).map(async ({ step, ids }) => ({
        step,
        jobs: await Promise.all(ids.map((id) => queues[step].getJob(id))),
      })),
    );
  }

  async function findWaiting(all: Jobs[]): Promise<Waiting | undefined> {
    if (all.every(({ jobs }) => jobs.every((job) => job === undefined))) return { for: 'flow' };
    const current = all.find(({ jobs }) => jobs.some((job) => job !== undefined && job.finishedOn === undefined));
    if (current === undefined) return undefined;
    const { step } = current;
    const unfinished = current.jobs.flatMap((job) => (job === undefined || job.finishedOn !== undefined ? [] : job));
    const places = await Promise.all(unfinished.map((job) => findPlace(queues[step], job)));
    // A job in no list is being worked on.
    if (places.some((place) => place === undefined)) return undefined;
    return places.flatMap((place) => place ?? []).reduce(nearer);
  }

  return {
    /** Returns what Redis knows of the row's current run. A finished run is forgotten after a day. */
    async report(videoJob: VideoJob): Promise<RunReport> {
      return call(async () => {
        const all = await readJobs(videoJob);
        return {
          addedAt: addedAtOf(all),
          steps: all.map(reportStep),
          waiting: await findWaiting(all),
          traceId: traceIdOf(all),
        };
      });
    },
  };
}

async function findPlace(queue: Queue, job: Job): Promise<Exclude<Waiting, { for: 'flow' }> | undefined> {
  const client = await queue.getBackend().client;
  client.defineCommand(FIND_PLACE, { numberOfKeys: 3, lua: FIND_PLACE_SCRIPT });
  const keys = ['wait', 'prioritized', 'delayed'].map((type) => queue.toKey(type));
  const [kind, value, waiting] = await client.runCommand(FIND_PLACE, [...keys, job.id]);
  const step = queue.name as StepName;
  if (kind === 'worker') return { for: 'worker', step, place: value, waiting };
  if (kind === 'attempt') return { for: 'attempt', step, at: new Date(value), error: job.failedReason };
  return undefined;
}

/** Returns which of two jobs comes first. */
function nearer<Place extends Exclude<Waiting, { for: 'flow' }>>(one: Place, other: Place): Place {
  if (one.for === 'attempt') return other.for === 'attempt' && one.at < other.at ? one : other;
  return other.for === 'worker' && other.place < one.place ? other : one;
}

function reportStep({ step, jobs }: Jobs): StepReport {
  const starts = jobs.flatMap((job) => job?.processedOn ?? []);
  const ends = jobs.flatMap((job) => job?.finishedOn ?? []);
  return {
    step,
    progress: mean(jobs.map(fractionOf)),
    startedAt: starts.length === 0 ? undefined : new Date(Math.min(...starts)),
    finishedAt: ends.length === 0 || ends.length < jobs.length ? undefined : new Date(Math.max(...ends)),
  };
}

function addedAtOf(all: Jobs[]): Date | undefined {
  const times = all.flatMap(({ jobs }) => jobs.flatMap((job) => job?.timestamp ?? []));
  return times.length === 0 ? undefined : new Date(Math.min(...times));
}

/** Reads the id from the header that all jobs of a traced flow carry: https://www.w3.org/TR/trace-context/ */
function traceIdOf(all: Jobs[]): string | undefined {
  const metadata = all.flatMap(({ jobs }) => jobs.flatMap((job) => job?.opts.telemetry?.metadata ?? []))[0];
  return /"traceparent":"[\da-f]{2}-([\da-f]{32})-/.exec(metadata ?? '')?.[1];
}
