import { type ConnectionOptions, type FlowJob, FlowProducer, type Job, Queue, type Telemetry } from 'bullmq';
import pTimeout from 'p-timeout';
import { SetupError, UnavailableError } from '#root/errors.js';
import { type Failure, findScript, type VideoJob } from '#root/jobs/video-job.js';
import type { Logger } from '#root/logger.js';
import type { RunData, StepName } from '#root/queue/definitions/define-step.js';
import { stepNames } from '#root/queue/definitions/index.js';
import { type Backlog, readBacklog } from '#root/queue/runs/backlog.js';
import { buildFlow, type FlowOptions, stepJobId } from '#root/queue/runs/flow.js';

export type Flows = ReturnType<typeof createFlows>;

/** How far each step of a run is, 0…1. */
export type RunProgress = Record<StepName, number>;

/** How a run stands in Redis. */
export type RunState = 'missing' | 'over' | 'moving' | 'still';

// Flows added in one transaction: it blocks Redis for a few milliseconds.
const PORTION = 50;
// BullMQ takes jobs without a priority first, then by number.
const LEFT_BEHIND = 10;
const ALIVE = new Set<string>(['waiting', 'active', 'delayed', 'prioritized', 'paused']);

export interface FlowsOptions extends FlowOptions {
  connection: ConnectionOptions;
  logger: Logger;
  /** Of one call, milliseconds. */
  timeoutMs?: number;
  /** Carries a trace with each flow. */
  telemetry?: Telemetry | undefined;
}

// The first word of an error is its code: https://redis.io/docs/latest/develop/reference/protocol-spec/#simple-errors
const LOGIN_REFUSED = /^(NOAUTH|WRONGPASS|NOPERM) /;

/**
 * Adds runs to Redis and reads how they are. Every method throws UnavailableError (REDIS_UNAVAILABLE) where Redis
 * does not answer in time; whether the call took effect is then unknown, and harmless to repeat.
 */
export function createFlows({ connection, logger, timeoutMs = 5_000, telemetry, ...options }: FlowsOptions) {
  const traced = telemetry === undefined ? {} : { telemetry };
  const producer = new FlowProducer({ connection, prefix: options.prefix, ...traced });
  const queues = stepNames.map((name) => new Queue(name, { connection, prefix: options.prefix }));
  let connectionError: Error | undefined;
  const onError = (error: Error) => {
    connectionError = error;
    logger.debug('Redis connection failed', { error });
  };
  producer.on('error', onError);
  for (const queue of queues) queue.on('error', onError);

  const queueOf = Object.fromEntries(queues.map((queue) => [queue.name, queue])) as Record<StepName, Queue>;

  async function inTime<T>(call: () => Promise<T>): Promise<T> {
    try {
      const answer = await pTimeout(call(), { milliseconds: timeoutMs });
      connectionError = undefined;
      return answer;
    } catch (error) {
      // A command that waits for the connection knows nothing of why there is none.
      throw new UnavailableError('REDIS_UNAVAILABLE', 'Redis could not be reached', {
        cause: connectionError ?? error,
      });
    }
  }

  const stateOfJob = (step: StepName, id: string) => queueOf[step].getJobState(id);

  /** The jobs of a run by step, in the order in which they run. */
  async function jobsOf(videoJob: VideoJob): Promise<{ step: StepName; jobs: (Job | undefined)[] }[]> {
    return Promise.all(
      idsOf(videoJob).map(async ({ step, ids }) => ({
        step,
        jobs: await Promise.all(ids.map((id) => queueOf[step].getJob(id))),
      })),
    );
  }

  function flowOf(videoJob: VideoJob, priority?: number): FlowJob {
    return buildFlow(
      runOf(videoJob),
      countScenes(videoJob),
      priority === undefined ? options : { ...options, priority },
    );
  }

  return {
    /** Adds the flow of the row's current run. Adding it again while it runs changes nothing. */
    async add(videoJob: VideoJob): Promise<void> {
      await inTime(() => producer.add(flowOf(videoJob)));
    },

    /** Adds many flows, in portions, behind those that `add` brings: nobody new waits for what was left behind. */
    async addAll(videoJobs: VideoJob[]): Promise<void> {
      for (let at = 0; at < videoJobs.length; at += PORTION) {
        const flows = videoJobs.slice(at, at + PORTION).map((videoJob) => flowOf(videoJob, LEFT_BEHIND));
        await inTime(() => producer.addBulk(flows));
      }
    },

    /**
     * Returns how the row's current run stands: not in Redis, over, on its way, or standing still.
     * @param thorough also asks whether anything below a waiting root is alive; else that counts as on its way
     */
    async stateOf(videoJob: VideoJob, { thorough }: { thorough: boolean }): Promise<RunState> {
      return inTime(async () => {
        const root = await stateOfJob('greeting', stepJobId('greeting', runOf(videoJob)));
        if (root === 'unknown') return 'missing';
        if (root === 'completed' || root === 'failed') return 'over';
        if (root !== 'waiting-children' || !thorough || findScript(videoJob) === undefined) return 'moving';
        for (const { step, ids } of idsOf(videoJob)) {
          const states = await Promise.all(ids.map((id) => stateOfJob(step, id)));
          if (states.some((state) => ALIVE.has(state))) return 'moving';
        }
        return 'still';
      });
    },

    /** Returns how far each step of the row's current run is. */
    async progress(videoJob: VideoJob): Promise<RunProgress> {
      const jobs = await inTime(() => jobsOf(videoJob));
      return Object.fromEntries(jobs.map(({ step, jobs }) => [step, mean(jobs.map(fractionOf))])) as RunProgress;
    },

    /** Returns the first failure that the jobs of the row's current run know of. */
    async findFailure(videoJob: VideoJob): Promise<Failure | undefined> {
      for (const { step, jobs } of await inTime(() => jobsOf(videoJob))) {
        const failed = jobs.find((job) => job?.failedReason);
        if (failed !== undefined) return { step, code: 'STEP_FAILED', message: failed.failedReason };
      }
      return undefined;
    },

    /** Returns how many jobs wait for a worker of the step. */
    async waiting(step: StepName): Promise<number> {
      return inTime(() => queueOf[step].getJobCountByTypes('waiting', 'prioritized'));
    },

    /** Returns what the step's queue holds. */
    async backlog(step: StepName): Promise<Backlog> {
      return inTime(() => readBacklog(queueOf[step]));
    },

    /** Throws UnavailableError where Redis does not answer, SetupError (REDIS_REFUSED) where it does not let us in. */
    async ping(): Promise<void> {
      try {
        await inTime(() => Promise.all(queues.map((queue) => queue.getWaitingCount())));
      } catch (error) {
        const [, code] = LOGIN_REFUSED.exec(connectionError?.message ?? '') ?? [];
        if (code === undefined) throw error;
        const message = `Redis refuses the login (${code}); look at REDIS_USERNAME and REDIS_PASSWORD`;
        throw new SetupError('REDIS_REFUSED', message, { cause: error });
      }
    },

    async close(): Promise<void> {
      await Promise.all([producer, ...queues].map((client) => client.close()));
    },
  };
}

function runOf({ id, run }: VideoJob): RunData {
  return { videoJobId: id, run };
}

/** If the script cannot be read there is nothing to speak: the flow begins with montage, which fails and says why. */
function countScenes(videoJob: VideoJob): number {
  return findScript(videoJob)?.length ?? 0;
}

/** The ids of a run's jobs by step, in the order in which they run. */
function idsOf(videoJob: VideoJob): { step: StepName; ids: string[] }[] {
  const run = runOf(videoJob);
  const length = countScenes(videoJob);
  const scenes = Array.from({ length }, (_, scene) => stepJobId('tts', { ...run, scene }));
  return stepNames.map((step) => ({ step, ids: step === 'tts' ? scenes : [stepJobId(step, run)] }));
}

function fractionOf(job: Job | undefined): number {
  if (job === undefined) return 0;
  if (job.finishedOn !== undefined) return 1;
  return typeof job.progress === 'number' ? job.progress / 100 : 0;
}

function mean(values: number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
}
