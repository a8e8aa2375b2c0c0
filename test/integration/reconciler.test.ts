import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createAdvisoryLock } from '#root/db/advisory-lock.js';
import { createDatabase, type Database } from '#root/db/client.js';
import type { VideoJob } from '#root/jobs/video-job.js';
import { createVideoJobs, type VideoJobs } from '#root/jobs/video-jobs.js';
import { createReconciler } from '#root/queue/runs/reconciler.js';
import { createRunGateway, type RunGateway } from '#root/queue/runs/run-gateway.js';
import { openBriefly, primariesOf, producerConnection } from '#root/redis/connection.js';
import { spec } from '../fixtures/spec.js';
import { quietLogger as logger } from '../helpers/logger.js';
import { type FreshRedis, redisSetups, useRedis } from '../helpers/redis-setups.js';
import { releaseDatabase } from '../helpers/released-databases.js';
import { freshDatabase } from '../helpers/services.js';
import { unreadable } from '../helpers/step-rig.js';

let databaseUrl: string;
let db: Database;
let videoJobs: VideoJobs;
let flows: RunGateway;
let redis: FreshRedis;

const newLock = () => createAdvisoryLock({ databaseUrl, id: 7, logger });

function reconciler() {
  return createReconciler({ videoJobs, flows, lock: newLock(), logger, intervalMs: 200 });
}

/** Sets back the time at which the rows last changed. */
async function age(seconds: number): Promise<void> {
  await db.$executeRaw`UPDATE "VideoJob" SET "updatedAt" = "updatedAt" - ${seconds} * interval '1 second'`;
}

async function newRow(): Promise<VideoJob> {
  return (await videoJobs.create({ spec })).videoJob;
}

const stateOf = (row: VideoJob) => flows.stateOf(row, { thorough: true });

describe.each(redisSetups)('the reconciler, on $on,', ({ start }) => {
  const { fresh } = useRedis(start);

  beforeEach(async () => {
    redis = fresh();
    databaseUrl = await freshDatabase();
    db = createDatabase({ url: databaseUrl });
    videoJobs = createVideoJobs({ db });
    flows = createRunGateway({
      connection: producerConnection(redis),
      logger,
      prefix: redis.prefix,
      attempts: 3,
      backoffMs: 100,
    });
  });

  afterEach(async () => {
    await flows.close();
    await db.$disconnect();
    releaseDatabase(databaseUrl);
  });

  test('adds flows for rows that have none, and for those that Redis has lost', async () => {
    // More than one batch.
    const rows = await Promise.all(Array.from({ length: 210 }, newRow));
    await flows.add(rows[0] as VideoJob);
    await age(5);
    expect(await reconciler().pass()).toEqual({ added: 209, replaced: 0 });
    expect(await Promise.all(rows.map(stateOf))).toEqual(rows.map(() => 'moving'));

    const client = openBriefly(redis);
    await client.connect();
    for (const primary of primariesOf(client)) {
      const keys = await primary.keys(`${redis.prefix}:*`);
      if (keys.length > 0) await primary.del(...keys);
    }
    client.disconnect();
    expect(await reconciler().pass()).toEqual({ added: 210, replaced: 0 });
  });

  test('ignores rows that were just written, and those that have ended', async () => {
    const row = await newRow();
    expect(await reconciler().pass()).toEqual({ added: 0, replaced: 0 });
    await videoJobs.cancel(row.id);
    await age(5);
    expect(await reconciler().pass()).toEqual({ added: 0, replaced: 0 });
  });

  test('replaces a run that is stuck in two passes', async () => {
    const row = await newRow();
    await flows.add(row);
    const client = openBriefly(redis);
    await client.connect();
    // The jobs exist, but in no list, so no worker will ever take them.
    await client.del(`${redis.prefix}:tts:prioritized`);
    client.disconnect();
    await age(60);
    const twice = reconciler();
    expect(await twice.pass()).toEqual({ added: 0, replaced: 0 });
    expect(await twice.pass()).toEqual({ added: 0, replaced: 1 });
    const replaced = (await videoJobs.find(row.id)) as VideoJob;
    expect(replaced).toMatchObject({ run: 2, status: 'QUEUED' });
    expect(await stateOf(replaced)).toBe('moving');
  });

  test('ignores a greeting that waits for a worker, however long ago its first step was', async () => {
    const row = await newRow();
    await flows.add(row);
    await videoJobs.beginStep({ videoJobId: row.id, run: 1 }, 'tts');
    await db.$executeRaw`UPDATE "VideoJob" SET "startedAt" = now() - interval '1 day'`;
    await age(60);
    const twice = reconciler();
    await twice.pass();
    expect(await twice.pass()).toEqual({ added: 0, replaced: 0 });
  });

  test('adds a flow even for a row whose spec it cannot read, and goes on', async () => {
    const [bad, good] = [await newRow(), await newRow()];
    await unreadable(db, bad);
    await age(5);
    expect(await reconciler().pass()).toEqual({ added: 2, replaced: 0 });
    expect(await stateOf(good)).toBe('moving');
    expect(await stateOf((await videoJobs.find(bad.id)) as VideoJob)).toBe('moving');
  });

  test('runs until the signal fires', async () => {
    const row = await newRow();
    await age(5);
    const stopping = new AbortController();
    const running = reconciler().run(stopping.signal);
    await expect.poll(() => stateOf(row)).toBe('moving');
    stopping.abort();
    await running;
  });
});
