import { availableParallelism, tmpdir } from 'node:os';
import type { Container } from '#root/container.js';
import { createChannel } from '#root/delivery/channels.js';
import { createFfmpeg } from '#root/media/ffmpeg.js';
import { locateFfmpeg } from '#root/media/locate.js';
import { createMontage } from '#root/montage/render.js';
import { workerConnection } from '#root/queue/connection.js';
import type { RunData, StepDefinition, StepName } from '#root/queue/definitions/define-step.js';
import { steps } from '#root/queue/definitions/index.js';
import { createDeliverProcessor } from '#root/queue/processors/deliver.js';
import { createGreetingProcessor } from '#root/queue/processors/greeting.js';
import { createMontageProcessor } from '#root/queue/processors/montage.js';
import { createTtsProcessor } from '#root/queue/processors/tts.js';
import type { StepProcessor } from '#root/queue/step-input.js';
import { createStepWorker, type StepWorker } from '#root/queue/step-worker.js';
import { assertWritable, createLocalStore } from '#root/storage/local.js';
import { createEngine } from '#root/tts/engines.js';
import { createSpeaker, loadSpeech } from '#root/tts/speech.js';

/** The queues to serve, with the number of jobs that each runs at once. */
export type Concurrency = Partial<Record<StepName, number>>;

/**
 * Starts a worker for each of the queues, with only what these need: a worker of `greeting` wants no ffmpeg. They are
 * closed with the container. Throws SetupError where something they need is missing.
 */
export async function startStepWorkers(container: Container, queues: Concurrency): Promise<void> {
  const { config, logger, videoJobs, flows, closers } = container;
  const store = createLocalStore({ dir: config.storage.dir });

  const builders: Record<StepName, (concurrency: number) => Promise<StepWorker>> = {
    async tts(concurrency) {
      const engine = createEngine(config.ttsEngine, { threads: concurrency });
      closers.add('speech engine', () => engine.close());
      const speak = createSpeaker({ engine, store, ffmpeg: await ffmpeg(), workDir: tmpdir() });
      return worker(steps.tts, createTtsProcessor({ speak }), concurrency);
    },
    async montage(concurrency) {
      const montage = createMontage({
        store,
        ffmpeg: await ffmpeg(),
        workDir: tmpdir(),
        parallel: coresFor(concurrency),
      });
      const deps = { montage, loadSpeech: (key: string) => loadSpeech(store, key), videoJobs };
      return worker(steps.montage, createMontageProcessor(deps), concurrency);
    },
    async deliver(concurrency) {
      return worker(steps.deliver, createDeliverProcessor({ channel: channel(), store, videoJobs }), concurrency);
    },
    async greeting(concurrency) {
      const deps = { channel: channel(), videoJobs, findFailure: flows.findFailure };
      return worker(steps.greeting, createGreetingProcessor(deps), concurrency);
    },
  };

  const ffmpeg = async () => createFfmpeg({ path: await locateFfmpeg(config.ffmpegPath, config.searchPath), logger });
  const channel = () => createChannel(config, { logger });

  function worker<Data extends RunData, Result, ChildResult>(
    step: StepDefinition<Data, Result, ChildResult>,
    processor: StepProcessor<Data, Result, ChildResult>,
    concurrency: number,
  ): StepWorker {
    const { prefix, lockDurationMs, stalledIntervalMs, maxStalledCount } = config.queues;
    const workerOptions = {
      connection: workerConnection(config.redis),
      prefix,
      concurrency,
      lockDuration: lockDurationMs,
      stalledInterval: stalledIntervalMs,
      maxStalledCount,
      ...step.workerOptions,
    };
    return createStepWorker({ step, processor, videoJobs, logger, workerOptions });
  }

  await assertWritable(config.storage.dir, 'STORAGE_DIR');
  if (queues.deliver !== undefined && config.delivery.channel === 'folder') {
    await assertWritable(config.delivery.dir, 'DELIVERY_DIR');
  }
  const names = Object.keys(queues) as StepName[];
  const workers = await Promise.all(
    names.map((name) => builders[name](queues[name] ?? config.queues.concurrency[name])),
  );
  // Together, not one after the other: they share one grace period.
  closers.add('workers', () => Promise.all(workers.map((started) => started.close())));
}

/** The share of this machine's cores that one of so many montages at once may take. */
function coresFor(concurrency: number): number {
  return Math.max(1, Math.floor(availableParallelism() / concurrency));
}
