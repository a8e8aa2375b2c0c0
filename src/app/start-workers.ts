import { availableParallelism } from 'node:os';
import type { Container } from '#root/app/container.js';
import { startHousekeeping } from '#root/app/housekeeping.js';
import { startVoiceSamples } from '#root/app/voice-samples.js';
import type { VideoJob } from '#root/jobs/video-job.js';
import type { RunData, StepDefinition } from '#root/queue/definitions/define-step.js';
import { type StepName, steps } from '#root/queue/definitions/index.js';
import { createDeliverProcessor } from '#root/queue/processors/deliver.js';
import { createGreetingProcessor } from '#root/queue/processors/greeting.js';
import type { StepProcessor } from '#root/queue/worker/step-input.js';
import { createStepWorker, type StepWorker } from '#root/queue/worker/step-worker.js';
import { workerConnection } from '#root/redis/connection.js';
import { warnOfRedisSettings } from '#root/redis/redis-settings.js';
import { assertWritable } from '#root/storage/local.js';

/** Queues to serve, each with its number of concurrent jobs. */
export type Concurrency = Partial<Record<StepName, number>>;

/**
 * Starts a worker for each of the queues. Loads only what these need: a `greeting` worker needs no ffmpeg. The
 * container closes them. Throws SetupError if something they need is missing.
 */
export async function startStepWorkers(container: Container, queues: Concurrency): Promise<StepWorker[]> {
  const { config, logger, videoJobs, flows, submitter, cancellations, metrics, tracing, closers } = container;
  if (queues.deliver !== undefined && config.delivery.channel === 'folder') {
    await assertWritable(config.delivery.dir, 'DELIVERY_DIR');
  }
  const store = await container.store();
  // Started before the workers, so that it is closed after them: they hand over their jobs without delay.
  if (queues.greeting !== undefined) startHousekeeping(container, store);
  const workDir = await container.workDir();

  // Loaded only if needed: the picture library alone doubles the start time and memory of a worker that does not draw.
  const preparations: Record<StepName, (concurrency: number) => Promise<() => StepWorker>> = {
    async tts(concurrency) {
      const { openSpeaker } = await import('#root/tts/open-speaker.js');
      const { createServiceLimits } = await import('#root/tts/service-limits.js');
      const { createTtsProcessor } = await import('#root/queue/processors/tts.js');
      const { speech, redis, queues, proxies } = config;
      const limits = createServiceLimits({ redis, prefix: queues.prefix, speech, logger });
      closers.add('speech limits', limits.close);
      const { speaker, engines, close } = await openSpeaker({
        speech,
        proxies,
        threads: concurrency,
        store,
        ffmpeg: await container.ffmpeg(),
        workDir,
        logger,
        limit: limits.wait,
        onTry: metrics.lineSpoken,
      });
      closers.add('speech engines', close);
      metrics.onScrape(async () => metrics.enginesSeen(await engines()));
      startVoiceSamples(container, { speaker, store, ffmpeg: await container.ffmpeg(), workDir });
      return worker(steps.tts, createTtsProcessor({ speaker, videoJobs }), concurrency);
    },
    async montage(concurrency) {
      const { createMontage } = await import('#root/montage/render.js');
      const { loadSpeech } = await import('#root/tts/speech.js');
      const { createMontageProcessor } = await import('#root/queue/processors/montage.js');
      const montage = createMontage({
        store,
        ffmpeg: await container.ffmpeg(),
        workDir,
        parallel: coresFor(concurrency),
        onScenes: metrics.scenesMade,
      });
      const processor = createMontageProcessor({
        montage,
        loadSpeech: (key, options) => loadSpeech(store, key, options),
        videoJobs,
      });
      return worker(steps.montage, processor, concurrency);
    },
    async deliver(concurrency) {
      // Said at the start if a variable is missing.
      await container.channel();
      const deps = { channelOf, store, workDir, videoJobs };
      return worker(steps.deliver, createDeliverProcessor(deps), concurrency);
    },
    async greeting(concurrency) {
      await container.channel();
      const deps = { channelOf, videoJobs, findFailure: flows.findFailure, onEnd: metrics.greetingEnded };
      return worker(steps.greeting, createGreetingProcessor(deps), concurrency);
    },
  };

  const channelOf = ({ delivery }: VideoJob) => container.channel(delivery);

  function worker<Data extends RunData, Result, ChildResult>(
    step: StepDefinition<Data, Result, ChildResult, StepName>,
    processor: StepProcessor<Data, Result, ChildResult>,
    concurrency: number,
  ): () => StepWorker {
    const { prefix, lockDurationMs, stalledIntervalMs, maxStalledCount, deadlineMs } = config.queues;
    const workerOptions = {
      connection: workerConnection(config.redis),
      prefix,
      concurrency,
      lockDuration: lockDurationMs,
      stalledInterval: stalledIntervalMs,
      maxStalledCount,
      ...(tracing === undefined ? {} : { telemetry: tracing.telemetry }),
    };
    const { startOver } = submitter;
    const onEnd = metrics.stepEnded;
    return () => createStepWorker({ step, processor, videoJobs, startOver, logger, deadlineMs, workerOptions, onEnd });
  }

  const workers: StepWorker[] = [];
  // Before any worker takes a job: these calls may wait for a server that does not answer.
  await cancellations.subscribe((videoJobId) => {
    for (const each of workers) each.cancel(videoJobId);
  });
  await warnOfRedisSettings(config.redis, logger);

  const names = Object.keys(queues) as StepName[];
  const starts = await Promise.all(
    names.map((name) => preparations[name](queues[name] ?? config.queues.concurrency[name])),
  );
  // In parallel, because they share one grace period. Added before the start, so that every started worker is closed.
  closers.add('workers', () => Promise.all(workers.map((each) => each.close())));
  for (const start of starts) workers.push(start());
  return workers;
}

/** Returns how many cores of this machine each of the concurrent montages may use. */
function coresFor(concurrency: number): number {
  return Math.max(1, Math.floor(availableParallelism() / concurrency));
}
