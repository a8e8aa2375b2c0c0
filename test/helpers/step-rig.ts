import { setTimeout as sleep } from 'node:timers/promises';
import { createDatabase, type Database } from '#root/db/client.js';
import type { VideoJob } from '#root/jobs/video-job.js';
import { createVideoJobs, type VideoJobs } from '#root/jobs/video-jobs.js';
import { type steps as definitions, type StepName, stepNames, steps } from '#root/queue/definitions/index.js';
import { createGreetingProcessor } from '#root/queue/processors/greeting.js';
import { createRunGateway, type RunGateway } from '#root/queue/runs/run-gateway.js';
import type { ProcessorOf } from '#root/queue/worker/step-input.js';
import { createStepWorker, type StepWorker } from '#root/queue/worker/step-worker.js';
import { producerConnection, workerConnection } from '#root/redis/connection.js';
import { spec } from '../fixtures/spec.js';
import { createRecordingLogger } from './logger.js';
import type { FreshRedis } from './redis-setups.js';
import { releaseDatabase } from './released-databases.js';
import { freshDatabase } from './services.js';

export type Processors = { [Name in Exclude<StepName, 'greeting'>]: ProcessorOf<(typeof definitions)[Name]> };

/** Processors that return at once. A test replaces the one that it is about. */
export const quick: Processors = {
  tts: async ({ data }) => ({ scene: data.scene, speechKey: `speech/${data.scene}.json` }),
  montage: async () => ({ videoKey: 'video/x.mp4', posterKey: 'poster/x.jpg', width: 1, height: 1, durationMs: 1 }),
  deliver: async () => ({ videoKey: 'video/x.mp4', messageId: 5 }),
};

const HAS_ENDED = 'SELECT FROM "VideoJob" WHERE "id" = $1 AND "finishedAt" IS NOT NULL';

/** Makes the spec one that only a newer version can read. */
export async function unreadable(db: Database, { id }: VideoJob): Promise<void> {
  await db.$executeRaw`UPDATE "VideoJob" SET "spec" = '{"version": 99}' WHERE "id" = ${id}`;
}

export interface StepRig {
  redis: FreshRedis;
  db: Database;
  videoJobs: VideoJobs;
  flows: RunGateway;
  workers: StepWorker[];
  /** Codes of the failures that were reported to the chat. */
  reported: string[];
  /** Lines of the log. */
  lines: Record<string, unknown>[];
  /** Outcome of each try of a step, e.g. `tts done`. */
  ends: string[];
  startWorker<Name extends StepName>(name: Name, processor: unknown): StepWorker;
  startWorkers(changed?: Partial<Processors>): void;
  submit(): Promise<VideoJob>;
  /** Waits until the greeting has ended. Returns its row. */
  ended(videoJob: VideoJob): Promise<VideoJob>;
  close(): Promise<void>;
}

interface StepRigOptions {
  deadlineMs?: number;
  /** A fresh database by default. */
  databaseUrl?: string;
  queryTimeoutMs?: number;
}

/** Opens real queues and rows, in a database of its own, for workers that run the test's processors. */
export async function createStepRig(
  redis: FreshRedis,
  { deadlineMs = 60_000, databaseUrl, queryTimeoutMs }: StepRigOptions = {},
): Promise<StepRig> {
  const { logger, lines } = createRecordingLogger();
  const limit = queryTimeoutMs === undefined ? {} : { queryTimeoutMs };
  const url = databaseUrl ?? (await freshDatabase());
  const db = createDatabase({ url, ...limit });
  const videoJobs = createVideoJobs({ db });
  const flows = createRunGateway({
    connection: producerConnection(redis),
    logger,
    prefix: redis.prefix,
    attempts: 3,
    backoffMs: 100,
  });
  const workers: StepWorker[] = [];
  const reported: string[] = [];
  const ends: string[] = [];

  function startWorker<Name extends StepName>(name: Name, processor: unknown): StepWorker {
    const worker = createStepWorker({
      step: steps[name] as never,
      processor: processor as never,
      videoJobs,
      startOver: async (run) => {
        const replaced = await videoJobs.replaceRun(run);
        if (replaced !== undefined) await flows.add(replaced);
      },
      logger,
      deadlineMs,
      onEnd: ({ step, outcome }) => ends.push(`${step} ${outcome}`),
      workerOptions: {
        connection: workerConnection(redis),
        prefix: redis.prefix,
        lockDuration: 2_000,
        stalledInterval: 500,
        maxStalledCount: 100,
      },
    });
    workers.push(worker);
    return worker;
  }

  return {
    redis,
    db,
    videoJobs,
    flows,
    workers,
    reported,
    lines,
    ends,
    startWorker,

    startWorkers(changed = {}) {
      const processors = { ...quick, ...changed };
      for (const name of stepNames) if (name !== 'greeting') startWorker(name, processors[name]);
      const channel = {
        name: 'folder' as const,
        assertReachable: async () => {},
        deliver: async () => ({}),
        withdraw: async () => {},
        reportFailure: async (_: unknown, code: string) => {
          reported.push(code);
        },
      };
      startWorker(
        'greeting',
        createGreetingProcessor({ channelOf: async () => channel, videoJobs, findFailure: flows.findFailure }),
      );
    },

    async submit() {
      const { videoJob } = await videoJobs.create({ spec });
      await flows.add(videoJob);
      return videoJob;
    },

    async ended({ id }) {
      // Prisma needs several times the CPU time of the plain statement.
      while ((await db.$statement(HAS_ENDED, [id])).length === 0) await sleep(100);
      return (await videoJobs.find(id)) as VideoJob;
    },

    async close() {
      await Promise.all(workers.map((worker) => worker.close()));
      await flows.close();
      await db.$disconnect();
      if (databaseUrl === undefined) releaseDatabase(url);
    },
  };
}
