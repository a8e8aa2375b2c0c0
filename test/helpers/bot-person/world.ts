import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'vitest';
import { createTelegramChannel } from '#root/delivery/telegram.js';
import { RefusedError } from '#root/errors.js';
import { stepNames, steps } from '#root/queue/definitions/index.js';
import { createDeliverProcessor } from '#root/queue/processors/deliver.js';
import { createGreetingProcessor } from '#root/queue/processors/greeting.js';
import { createStepWorker, type StepWorker } from '#root/queue/worker/step-worker.js';
import { workerConnection } from '#root/redis/connection.js';
import { type BotRig, type BotStart, createBotRig, TOKEN } from '../bot-rig.js';
import { createRecordingLogger } from '../logger.js';
import { quick } from '../step-rig.js';

/** A bot and its workers in one process. Only voice and pictures are missing: each video is a few bytes. */
export interface BotWorld {
  rig: BotRig;
  /** Whether the next video fails. */
  failing: { montage: boolean };
  /** Returns the texts that were sent to a chat since the last call. */
  textsShown(chatId: string): string[];
  /** Lines of the log that somebody must look at. */
  errors(): string[];
  restartBot(graceMs?: number): Promise<void>;
  restartWorkers(): Promise<void>;
  /** Waits until every update is handled, and forgets how fast the person types. */
  untilHandled(): Promise<void>;
  /** Waits until no greeting is open and all messages about them are shown. */
  untilDone(): Promise<void>;
  stop(): Promise<void>;
}

const VIDEO = { width: 720, height: 720, durationMs: 9_000 };

/** Starts the world. More bots may share the updates. */
export async function createBotWorld(bots: BotStart[] = [{}]): Promise<BotWorld> {
  const { logger, lines } = createRecordingLogger();
  const rig = await createBotRig({ USER_OPEN_MAX: '500', USER_DAILY_MAX: '9999' }, logger);
  const { container } = rig;
  const { redis, queues } = container.config;
  const failing = { montage: false };
  const file = join(rig.dir, 'artifact');
  await writeFile(file, 'a video');
  const { moveChat: onMoved } = container.videoJobs;
  const channel = createTelegramChannel({ token: TOKEN, apiRoot: rig.server.apiRoot, logger, onMoved });
  const store = await container.store();
  let workers: StepWorker[] = [];
  let stopBots = bots.map((options) => rig.startBot(options));

  const processors = {
    tts: quick.tts,
    montage: async ({ videoJob }: { videoJob: { id: string } }) => {
      if (failing.montage) {
        failing.montage = false;
        throw new RefusedError('FFMPEG_FAILED', 'made to fail');
      }
      const [videoKey, posterKey] = [`video/${videoJob.id}.mp4`, `poster/${videoJob.id}.jpg`];
      for (const key of [videoKey, posterKey]) await store.put(key, file);
      return { ...VIDEO, videoKey, posterKey };
    },
    deliver: createDeliverProcessor({
      channelOf: async () => channel,
      store,
      workDir: rig.dir,
      videoJobs: container.videoJobs,
    }),
    greeting: createGreetingProcessor({
      channelOf: async () => channel,
      videoJobs: container.videoJobs,
      findFailure: container.flows.findFailure,
    }),
  };

  function startWorkers(): void {
    workers = stepNames.map((name) =>
      createStepWorker({
        step: steps[name] as never,
        processor: processors[name] as never,
        videoJobs: container.videoJobs,
        startOver: container.submitter.startOver,
        logger,
        deadlineMs: 60_000,
        workerOptions: {
          connection: workerConnection(redis),
          prefix: queues.prefix,
          concurrency: 4,
          lockDuration: 30_000,
          stalledInterval: 500,
          maxStalledCount: 100,
        },
      }),
    );
  }
  startWorkers();
  await container.cancellations.subscribe((id) => {
    for (const worker of workers) worker.cancel(id);
  });

  let texts: { chatId: string; text: string }[] = [];
  rig.server.world.fault = ({ method, chatId, text }) => {
    if (text !== undefined && method !== 'answerCallbackQuery') texts.push({ chatId, text });
    return undefined;
  };
  const count = async (statement: string) => (await rig.query(statement)).rowCount ?? 0;

  const world: BotWorld = {
    rig,
    failing,
    textsShown(chatId) {
      const shown = texts.filter((each) => each.chatId === chatId);
      texts = texts.filter((each) => each.chatId !== chatId);
      return shown.map(({ text }) => text);
    },
    errors: () =>
      lines
        .filter(({ level, message }) => level === 'error' && message !== 'greeting failed' && message !== 'step failed')
        .map((line) => JSON.stringify(line)),
    async restartBot(graceMs) {
      await Promise.all(stopBots.map((stop) => stop()));
      stopBots = bots.map((options) => rig.startBot({ ...options, ...(graceMs === undefined ? {} : { graceMs }) }));
    },
    async restartWorkers() {
      await Promise.all(workers.map((worker) => worker.close()));
      startWorkers();
    },
    async untilHandled() {
      await expect.poll(() => rig.pending(), { interval: 30 }).toBe(0);
      await rig.query(`UPDATE "Person" SET "burst" = 0`);
    },
    async untilDone() {
      const open = `SELECT FROM "VideoJob" WHERE "status" IN ('QUEUED', 'PROCESSING')`;
      const shown = `SELECT FROM "ChatStatus" WHERE NOT EXISTS (SELECT FROM "VideoJob" WHERE "statusId" = "ChatStatus"."id" AND "status" = 'CANCELLED')`;
      await expect
        .poll(async () => (await count(open)) + (await count(shown)), { interval: 100, timeout: 30_000 })
        .toBe(0);
    },
    async stop() {
      await Promise.all(workers.map((worker) => worker.close()));
      await rig.stop();
    },
  };
  return world;
}
