import { tmpdir } from 'node:os';
import pLimit from 'p-limit';
import { createLazy } from '#root/app/lazy.js';
import type { Config } from '#root/config.js';
import { createDatabase } from '#root/db/client.js';
import type { Channel } from '#root/delivery/channel.js';
import { type CheckedOrder, type Choices, checkOrder } from '#root/greeting/check-order.js';
import type { Attachments, Order } from '#root/greeting/order.js';
import { takeFiles, takeIn } from '#root/intake/take-in.js';
import { createApiKeys } from '#root/jobs/api-keys.js';
import { createApiUploads } from '#root/jobs/api-uploads.js';
import { createAudit } from '#root/jobs/audit.js';
import { createBatches } from '#root/jobs/batches.js';
import { createChatStatuses } from '#root/jobs/chat-statuses.js';
import { createDrafts } from '#root/jobs/drafts.js';
import { createDrains } from '#root/jobs/drains.js';
import { createForgotten } from '#root/jobs/forgotten.js';
import { createGifts } from '#root/jobs/gifts.js';
import { createInbox } from '#root/jobs/inbox.js';
import { createPeople } from '#root/jobs/people.js';
import { createUploads } from '#root/jobs/uploads.js';
import { createVideoJobs } from '#root/jobs/video-jobs.js';
import { createVoiceSamples } from '#root/jobs/voice-samples.js';
import { createWebhooks } from '#root/jobs/webhooks/webhooks.js';
import type { Logger } from '#root/logger.js';
import { createMetrics } from '#root/metrics/metrics.js';
import { templates } from '#root/montage/templates/index.js';
import { createClosers } from '#root/process/shutdown.js';
import type { Tracing } from '#root/process/tracing.js';
import { cancellationChannel, createCancellations } from '#root/queue/runs/cancellations.js';
import { createForgetter } from '#root/queue/runs/forget.js';
import { createRunGateway } from '#root/queue/runs/run-gateway.js';
import { createSubmitter } from '#root/queue/runs/submit.js';
import { openImpatient, producerConnection } from '#root/redis/connection.js';
import { assertRights } from '#root/redis/redis-rights.js';
import type { Store } from '#root/storage/store.js';
import { openStore } from '#root/storage/stores.js';
import { makeWorkDir } from '#root/storage/work-dir.js';
import { createChatLimits } from '#root/telegram/chat-limits.js';
import { unlistedVoices, voiceChoices } from '#root/tts/catalogue.js';

/** Returns what an order may choose from. */
export function choicesOf({ speech }: Pick<Config, 'speech'>): Choices {
  return { templates, voices: voiceChoices(speech), unlistedVoices };
}

export interface ContainerOptions {
  config: Config;
  logger: Logger;
  /** Tracing of this process, if it is on. It is closed with the container. */
  tracing?: Tracing | undefined;
}

export type Container = ReturnType<typeof createContainer>;

/**
 * Creates what every process needs: the rows, the flows, and the stages of an order. It loads no voice and needs no
 * ffmpeg. Each part connects when it is first used, and `close()` closes it, within SHUTDOWN_GRACE_MS.
 */
export function createContainer({ config, logger, tracing }: ContainerOptions) {
  const closers = createClosers(logger);
  const choices = choicesOf(config);
  if (tracing !== undefined) closers.add('tracing', () => tracing.close());

  const db = createDatabase({ url: config.databaseUrl });
  closers.add('database', () => db.$disconnect());
  const videoJobs = createVideoJobs({ db });

  const { prefix, attempts, backoffMs } = config.queues;
  const flows = createRunGateway({
    connection: producerConnection(config.redis),
    logger,
    prefix,
    attempts,
    backoffMs,
    telemetry: tracing?.telemetry,
  });
  closers.add('flows', () => flows.close());

  const metrics = createMetrics();

  const cancellations = createCancellations({ redis: config.redis, prefix, logger });
  closers.add('cancellations', () => cancellations.close());

  const storage = createLazy(() => openStore(config));
  closers.add('storage', async () => (await storage.ifMade())?.close());
  const store = async (): Promise<Store> => (await storage.get()).store;

  const temporary = createLazy(async () => {
    const dir = await makeWorkDir(tmpdir());
    // Added now and not before, so that a directory made during the shutdown is removed too.
    closers.add('work directory', dir.remove);
    return dir;
  });
  const workDir = async (): Promise<string> => (await temporary.get()).path;

  // Loaded when first used: most processes do not run ffmpeg.
  const ffmpeg = createLazy(async () => (await import('#root/media/open-ffmpeg.js')).openFfmpeg(config, { logger }));

  const decoding = pLimit(1);
  const closing = new AbortController();
  closers.add('intake', async () => closing.abort());
  const intake = { store, ffmpeg: ffmpeg.get, workDir, decoding, signal: closing.signal };

  const chatLimits = createLazy(async () => {
    const client = openImpatient(config.redis);
    client.on('error', (error: unknown) => logger.debug('Redis connection failed', { error }));
    closers.add('limits of Telegram', async () => client.disconnect());
    return createChatLimits({ client, prefix });
  });

  const channels = {
    telegram: createLazy(() => openChannel('telegram')),
    folder: createLazy(() => openChannel('folder')),
    link: createLazy(() => openChannel('link')),
  };
  const channel = (name?: Channel['name'] | null) => channels[name ?? config.delivery.channel].get();

  async function openChannel(name: Channel['name']): Promise<Channel> {
    const { createChannel } = await import('#root/delivery/channels.js');
    const limits = config.telegram.token === undefined ? undefined : await chatLimits.get();
    const options = { logger, onCall: metrics.telegramCalled, onMoved: videoJobs.moveChat, limits };
    return createChannel(config, options, name);
  }

  const submitter = createSubmitter({
    videoJobs,
    channel,
    flows,
    cancellations,
    logger,
    limits: config.bot.limits,
    delivery: config.delivery.channel,
  });
  closers.add('cancelled greetings', () => submitter.settle());

  const drafts = createDrafts({ db });

  return {
    config,
    logger,
    closers,
    videoJobs,
    batches: createBatches({ db }),
    drafts,
    statuses: createChatStatuses({ db }),
    forgetter: createForgetter({ forgotten: createForgotten({ db }), drafts, submitter, store }),
    drains: createDrains({ db }),
    audit: createAudit({ db }),
    people: createPeople({ db }),
    apiKeys: createApiKeys({ db }),
    apiUploads: createApiUploads({ db }),
    gifts: createGifts({ db }),
    webhooks: createWebhooks({ db }),
    uploads: createUploads({ db }),
    voiceSamples: createVoiceSamples({ db }),
    /** Returns this process's access to the updates of a bot. Its owner closes it. */
    openInbox: (botId: string) => createInbox({ db, databaseUrl: config.databaseUrl, logger, botId }),
    flows,
    cancellations,
    metrics,
    tracing,
    submitter,
    /**
     * Returns the store of this process, opened by the first call. Throws SetupError if it cannot be used,
     * UnavailableError if it cannot be reached. The next call tries again.
     */
    store,
    /** Returns when an artifact must have been used to be still in storage. */
    artifactsSince: () => new Date(Date.now() - config.artifactTtlMs),
    /** Returns ffmpeg, located by the first call. Throws SetupError (FFMPEG_MISSING). */
    ffmpeg: ffmpeg.get,
    /** Returns Telegram's limits, kept together with other processes. */
    chatLimits: chatLimits.get,
    /** Returns the channel of this name, or the one that DELIVERY names. Throws SetupError (CONFIG_INVALID). */
    channel,
    /** Returns the path of this process's own directory for temporary files. */
    workDir,
    /** Checks an order, before its files are downloaded or read. Throws InputError that names the field. */
    checkOrder: <Source>(order: Order<Source>) => checkOrder(order, choices),
    /** Takes the files of an order, given by path, into storage, and returns the complete spec. Throws InputError. */
    takeIn: (order: CheckedOrder<string>) => takeIn(order, intake),
    /** Takes files, given by path, into storage. Throws InputError, and AbortedError at the signal. */
    takeFiles: (files: Attachments<string>, signal: AbortSignal) =>
      takeFiles(files, { ...intake, signal: AbortSignal.any([intake.signal, signal]) }),
    /** Each throws if its service is unavailable. Cheap enough to call every few seconds. */
    probes: {
      redis: () => flows.ping(),
      database: () => videoJobs.assertWritable(),
      storage: async () => (await store()).assertReady(),
    },
    /** Throws UnavailableError or SetupError if the database or Redis cannot be used. */
    async assertReady(): Promise<void> {
      await videoJobs.assertWritable();
      await flows.ping();
      await assertRights(config.redis, { prefix, channel: cancellationChannel(prefix) });
    },
    close: (graceMs = config.shutdownGraceMs) => closers.closeAll(graceMs),
  };
}
