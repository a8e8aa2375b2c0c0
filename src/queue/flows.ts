import { type ConnectionOptions, FlowProducer, type Job, Queue } from 'bullmq';
import { UnavailableError } from '#root/errors.js';
import { buildScript } from '#root/greeting/script.js';
import type { Failure, VideoJob } from '#root/greeting/video-jobs.js';
import type { Logger } from '#root/logger.js';
import type { StepName } from '#root/queue/definitions/define-step.js';
import { stepNames } from '#root/queue/definitions/index.js';
import { buildFlow, type FlowOptions, stepJobId } from '#root/queue/flow.js';

export type Flows = ReturnType<typeof createFlows>;

/** How far each step of a run is, 0…1. */
export type RunProgress = Record<StepName, number>;

export interface FlowsOptions extends FlowOptions {
  connection: ConnectionOptions;
  logger: Logger;
  /** Of one call, milliseconds. */
  timeoutMs?: number;
}

/**
 * Adds runs to Redis and reads how they are. Every method throws UnavailableError (REDIS_UNAVAILABLE) where Redis
 * does not answer in time; whether the call took effect is then unknown, and harmless to repeat.
 */
export function createFlows({ connection, logger, timeoutMs = 5_000, ...options }: FlowsOptions) {
  const producer = new FlowProducer({ connection, prefix: options.prefix });
  const queues = stepNames.map((name) => new Queue(name, { connection, prefix: options.prefix }));
  const logError = (error: Error) => logger.debug('Redis connection failed', { error });
  producer.on('error', logError);
  for (const queue of queues) queue.on('error', logError);

  /** The jobs of a run by step, in the order in which they run. */
  async function jobsOf(videoJob: VideoJob): Promise<{ step: StepName; jobs: (Job | undefined)[] }[]> {
    const run = { videoJobId: videoJob.id, run: videoJob.run };
    const scenes = Array.from(buildScript(videoJob.spec), (_, scene) => stepJobId('tts', { ...run, scene }));
    return Promise.all(
      queues.map(async (queue) => {
        const step = queue.name as StepName;
        const ids = step === 'tts' ? scenes : [stepJobId(step, run)];
        return { step, jobs: await Promise.all(ids.map((id) => queue.getJob(id))) };
      }),
    );
  }

  return {
    /** Adds the flow of the row's current run. Adding it again while it runs changes nothing. */
    async add(videoJob: VideoJob): Promise<void> {
      const run = { videoJobId: videoJob.id, run: videoJob.run };
      const scenes = buildScript(videoJob.spec).length;
      await inTime(timeoutMs, () => producer.add(buildFlow(run, scenes, options)));
    },

    /** Returns how far each step of the row's current run is. */
    async progress(videoJob: VideoJob): Promise<RunProgress> {
      const jobs = await inTime(timeoutMs, () => jobsOf(videoJob));
      return Object.fromEntries(jobs.map(({ step, jobs }) => [step, mean(jobs.map(fractionOf))])) as RunProgress;
    },

    /** Returns the first failure that the jobs of the row's current run know of. */
    async findFailure(videoJob: VideoJob): Promise<Failure | undefined> {
      for (const { step, jobs } of await inTime(timeoutMs, () => jobsOf(videoJob))) {
        const failed = jobs.find((job) => job?.failedReason);
        if (failed !== undefined) return { step, code: 'STEP_FAILED', message: failed.failedReason };
      }
      return undefined;
    },

    /** Throws UnavailableError where Redis does not answer. */
    async ping(): Promise<void> {
      await inTime(timeoutMs, () => Promise.all(queues.map((queue) => queue.getWaitingCount())));
    },

    async close(): Promise<void> {
      await Promise.all([producer, ...queues].map((client) => client.close()));
    },
  };
}

function fractionOf(job: Job | undefined): number {
  if (job === undefined) return 0;
  if (job.finishedOn !== undefined) return 1;
  return typeof job.progress === 'number' ? job.progress / 100 : 0;
}

function mean(values: number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

async function inTime<T>(timeoutMs: number, call: () => Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer in ${timeoutMs} ms`)), timeoutMs);
  });
  try {
    return await Promise.race([call(), late]);
  } catch (error) {
    throw new UnavailableError('REDIS_UNAVAILABLE', 'Redis could not be reached', { cause: error });
  } finally {
    clearTimeout(timer);
  }
}
