import { randomUUID } from 'node:crypto';
import { FlowProducer, Worker, type WorkerOptions } from 'bullmq';
import { createContainer } from '#root/app/container.js';
import type { Config } from '#root/config.js';
import type { Channel } from '#root/delivery/channel.js';
import { createArrivals } from '#root/dev/bench/arrivals.js';
import { buildScript } from '#root/greeting/script.js';
import type { Logger } from '#root/logger.js';
import { type StepName, stepNames, steps } from '#root/queue/definitions/index.js';
import { createGreetingProcessor } from '#root/queue/processors/greeting.js';
import { buildFlow } from '#root/queue/runs/flow.js';
import type { ProcessorOf } from '#root/queue/worker/step-input.js';
import { createStepWorker } from '#root/queue/worker/step-worker.js';
import { workerConnection } from '#root/redis/connection.js';

/** A system that runs a greeting's tree of jobs. */
export interface Contender {
  /** Runs one greeting and resolves when its root is done. */
  run(): Promise<void>;
  close(): Promise<void>;
}

const CONCURRENCY = 10;
const ORDER = { to: 'Anna', text: 'Happy birthday! I wish you joy and health.' };

const idle = {
  tts: async ({ data }) => ({ scene: data.scene, speechKey: `speech/${data.scene}.json` }),
  montage: async () => ({ videoKey: 'video/x.mp4', posterKey: 'poster/x.jpg', width: 1, height: 1, durationMs: 1 }),
  deliver: async () => ({ videoKey: 'video/x.mp4', messageId: 1 }),
} satisfies { [Name in Exclude<StepName, 'greeting'>]: ProcessorOf<(typeof steps)[Name]> };

const nowhere: Channel = {
  name: 'folder',
  assertReachable: async () => {},
  deliver: async () => ({}),
  reportFailure: async () => {},
  withdraw: async () => {},
};

/** Creates the project itself: rows, flows, step workers, the completion handler. Only its steps do nothing. */
export function createProduct(config: Config, logger: Logger): Contender {
  const container = createContainer({ config, logger });
  const { videoJobs, flows, submitter, checkOrder, metrics, closers } = container;
  const arrivals = createArrivals();
  const greeting = createGreetingProcessor({
    channelOf: async () => nowhere,
    videoJobs,
    findFailure: flows.findFailure,
    onEnd: metrics.greetingEnded,
  });
  const shared = {
    videoJobs,
    logger,
    startOver: submitter.startOver,
    deadlineMs: config.queues.deadlineMs,
    workerOptions: options(config),
    onEnd: metrics.stepEnded,
  };
  const workers = [
    ...stepNames
      .filter((name) => name !== 'greeting')
      .map((name) => createStepWorker({ ...shared, step: steps[name] as never, processor: idle[name] as never })),
    createStepWorker({
      ...shared,
      step: steps.greeting,
      processor: async (input) => {
        const result = await greeting(input);
        arrivals.arrive(input.videoJob.id);
        return result;
      },
    }),
  ];
  closers.add('workers', () => Promise.all(workers.map((worker) => worker.close())));
  const spec = { ...checkOrder(ORDER).content, photos: [] };
  return {
    async run() {
      const { videoJob } = await submitter.submit({ spec });
      await arrivals.until(videoJob.id);
    },
    close: () => container.close(),
  };
}

/** Creates BullMQ alone: the same tree of jobs, the same options, plain workers, no rows. */
export function createBare(config: Config): Contender {
  const arrivals = createArrivals();
  const { attempts, backoffMs } = config.queues;
  const prefix = '{bare}';
  const workerOptions = { ...options(config), prefix };
  const workers = stepNames.map(
    (name) =>
      new Worker(
        name,
        async (job) => {
          if (name === 'greeting') arrivals.arrive(job.data.videoJobId);
          return name === 'greeting' ? { status: 'COMPLETED' } : { videoKey: 'video/x.mp4' };
        },
        workerOptions,
      ),
  );
  const producer = new FlowProducer({ connection: workerConnection(config.redis), prefix });
  let placed = 0;
  const scenes = buildScript({ ...ORDER, language: 'en' }).length;
  return {
    async run() {
      const videoJobId = randomUUID();
      placed += 1;
      await producer.add(buildFlow({ videoJobId, run: 1 }, scenes, placed, { prefix, attempts, backoffMs }));
      await arrivals.until(videoJobId);
    },
    async close() {
      await Promise.all(workers.map((worker) => worker.close()));
      await producer.close();
    },
  };
}

function options({ redis, queues }: Config): WorkerOptions {
  return {
    connection: workerConnection(redis),
    prefix: queues.prefix,
    concurrency: CONCURRENCY,
    lockDuration: queues.lockDurationMs,
    stalledInterval: queues.stalledIntervalMs,
    maxStalledCount: queues.maxStalledCount,
  };
}
