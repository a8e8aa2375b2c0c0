import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createAdvisoryLock } from '#root/db/advisory-lock.js';
import { createDatabase } from '#root/db/client.js';
import { createVideoJobs } from '#root/jobs/video-jobs.js';
import { createReconciler } from '#root/queue/runs/reconciler.js';
import { spec } from '../fixtures/spec.js';
import { quietLogger as logger } from '../helpers/logger.js';
import { freshDatabase, freshRedis } from '../helpers/services.js';
import { createStepRig, quick, type StepRig } from '../helpers/step-rig.js';
import { startTcpProxy, type TcpProxy } from '../helpers/tcp-proxy.js';

const QUERY_TIMEOUT_MS = 2_000;
// More than the connections of a pool.
const MANY = Array.from({ length: 15 });

let proxy: TcpProxy;
let databaseUrl: string;

beforeEach(async () => {
  const url = new URL(await freshDatabase());
  proxy = await startTcpProxy(Number(url.port));
  url.port = String(proxy.port);
  databaseUrl = String(url);
});

afterEach(() => proxy.stop());

describe('a database that stops answering', () => {
  test('is unavailable for the queries meanwhile, and answers later ones', async () => {
    const db = createDatabase({ url: databaseUrl, queryTimeoutMs: QUERY_TIMEOUT_MS });
    const videoJobs = createVideoJobs({ db });
    const { videoJob } = await videoJobs.create({ spec });
    await Promise.all(MANY.map(() => videoJobs.find(videoJob.id)));

    proxy.freeze();
    const results = await Promise.allSettled(MANY.map(() => videoJobs.find(videoJob.id)));
    expect(results).toEqual(
      MANY.map(() => expect.objectContaining({ reason: expect.objectContaining({ code: 'DATABASE_UNAVAILABLE' }) })),
    );
    proxy.thaw();
    expect(await Promise.all(MANY.map(() => videoJobs.find(videoJob.id)))).toEqual(MANY.map(() => videoJob));

    // The connections break without notice, while the server still runs.
    proxy.blackHole();
    await Promise.allSettled(MANY.map(() => videoJobs.find(videoJob.id)));
    expect(await Promise.all(MANY.map(() => videoJobs.find(videoJob.id)))).toEqual(MANY.map(() => videoJob));
    await db.$disconnect();
  });

  test('can still be closed', async () => {
    const db = createDatabase({ url: databaseUrl, queryTimeoutMs: QUERY_TIMEOUT_MS });
    await Promise.all(MANY.map(() => db.$queryRaw`SELECT 1`));
    proxy.freeze();
    const query = db.$queryRaw`SELECT 1`;
    await db.$disconnect();
    await expect(query).rejects.toMatchObject({ code: 'DATABASE_UNAVAILABLE' });
  });
});

describe('greetings', () => {
  let rig: StepRig;

  beforeEach(async () => {
    rig = await createStepRig(freshRedis(), { databaseUrl, queryTimeoutMs: QUERY_TIMEOUT_MS });
  });

  afterEach(() => rig.close());

  test('wait for a database that stops answering, without losing an attempt, and go on', async () => {
    const { videoJobs, flows } = rig;
    let hasBegun = false;
    rig.startWorkers({
      montage: async (input) => {
        if (!hasBegun) proxy.freeze();
        hasBegun = true;
        return quick.montage(input);
      },
    });
    const lock = createAdvisoryLock({ databaseUrl, id: 7, logger });
    const stopping = new AbortController();
    const running = createReconciler({ videoJobs, flows, lock, logger, intervalMs: 200 }).run(stopping.signal);
    const rows = await Promise.all(MANY.map(async () => (await videoJobs.create({ spec })).videoJob));
    await flows.addAll(rows, 0);
    await expect.poll(() => rig.ends.some((end) => end.endsWith('put_off')), { timeout: 30_000 }).toBe(true);
    await sleep(QUERY_TIMEOUT_MS);
    proxy.thaw();
    for (const videoJob of rows) {
      expect(await rig.ended(videoJob)).toMatchObject({ status: 'COMPLETED', run: 1, errorCode: null });
    }
    expect(rig.ends.filter((end) => /retried|failed|lost/.test(end))).toEqual([]);
    stopping.abort();
    await running;
  });
});
