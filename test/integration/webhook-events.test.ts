import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Container, createContainer } from '#root/app/container.js';
import { loadConfig } from '#root/config.js';
import type { NewVideoJob, VideoJob } from '#root/jobs/video-job.js';
import { spec } from '../fixtures/spec.js';
import { quietLogger as logger } from '../helpers/logger.js';
import { freshVariables } from '../helpers/services.js';

let container: Container;
let client: Client;

beforeAll(async () => {
  const env = await freshVariables();
  container = createContainer({ config: loadConfig({ env }), logger });
  client = new Client({ connectionString: env.DATABASE_URL });
  await client.connect();
});

afterAll(async () => {
  await client.end();
  await container.close();
});

const KEY = 'abcdefgh';
const failure = { step: 'deliver', code: 'ANY', message: 'any' };

async function order(given: Partial<NewVideoJob> = {}): Promise<VideoJob> {
  return (await container.submitter.submit({ spec, apiKeyId: KEY, delivery: 'link', ...given })).videoJob;
}

const complete = ({ id, run }: Pick<VideoJob, 'id' | 'run'>) =>
  container.videoJobs.finish({ videoJobId: id, run }, { status: 'COMPLETED', videoKey: 'video/aa.mp4' });
const fail = ({ id, run }: VideoJob) =>
  container.videoJobs.finish({ videoJobId: id, run }, { status: 'FAILED', failure });

/** Returns what was written about a greeting, or about a batch. */
async function eventsOf(id: string) {
  const about = `SELECT * FROM "WebhookEvent" WHERE "videoJobId" = $1 OR ("batchId" = $1 AND "videoJobId" IS NULL)`;
  return (await client.query(`${about} ORDER BY "createdAt", "id"`, [id])).rows;
}

describe('the end of a greeting that a program has ordered', () => {
  test.each<[string, string, (videoJob: VideoJob) => Promise<unknown>]>([
    ['completion', 'completed', complete],
    ['failure', 'failed', fail],
    ['cancellation', 'cancelled', ({ id }) => container.submitter.cancel(id)],
    ['cancellation of many', 'cancelled', ({ id }) => container.submitter.cancelAll([id])],
    ['loss of its chat', 'cancelled', ({ chatId }) => container.submitter.abandon(chatId as string)],
  ])('by %s writes one event, whatever is tried then', async (_way, type, end) => {
    const chatId = String(Math.trunc(Math.random() * 1e9));
    const videoJob = await order({ chatId, webhookUrl: 'http://shop.example/hook' });
    await end(videoJob);
    const { id } = videoJob;
    await Promise.all([end(videoJob), complete(videoJob), fail(videoJob), container.submitter.cancel(id)]);
    expect(await eventsOf(id)).toEqual([
      expect.objectContaining({
        id: `${id}_1_greeting_${type}`,
        type: `greeting.${type}`,
        run: 1,
        apiKeyId: KEY,
        url: 'http://shop.example/hook',
        spreadAt: null,
      }),
    ]);
  });

  test('writes another event after a retry', async () => {
    const first = await order();
    await fail(first);
    const second = (await container.submitter.retry(first.id)) as VideoJob;
    await complete(second);
    const ids = (await eventsOf(first.id)).map(({ id }) => id);
    expect(ids).toEqual([`${first.id}_1_greeting_failed`, `${first.id}_2_greeting_completed`]);
  });

  test('writes nothing if no program has ordered it', async () => {
    const videoJob = await order({ apiKeyId: undefined });
    await complete(videoJob);
    expect(await eventsOf(videoJob.id)).toEqual([]);
    expect(await container.webhooks.createEvent('greeting.thanked', videoJob)).toBe(false);
  });
});

test('what else happens to a greeting is written once a run', async () => {
  const videoJob = await order({ webhookUrl: 'http://shop.example/hook' });
  const told = await Promise.all([1, 2].map(() => container.webhooks.createEvent('greeting.thanked', videoJob)));
  expect(told.toSorted()).toEqual([false, true]);
  expect(await eventsOf(videoJob.id)).toMatchObject([
    { id: `${videoJob.id}_1_greeting_thanked`, url: 'http://shop.example/hook' },
  ]);
});

describe('the end of a batch', () => {
  // As if some time had passed since each batch was looked at.
  const look = async () => {
    await client.query(`UPDATE "Batch" SET "endDueAt" = now() WHERE "endDueAt" IS NOT NULL`);
    await Promise.all([1, 2].map(() => container.webhooks.endBatches({ limit: 10, gapMs: 60_000 })));
  };

  test('is written once its last greeting has ended, and again after some were made once more', async () => {
    const greetings = [1, 2, 3].map(() => ({ spec, apiKeyId: KEY, delivery: 'link' as const }));
    const { batchId, videoJobs } = await container.submitter.submitMany({ greetings, apiKeyId: KEY });
    const [one, other, last] = videoJobs as [VideoJob, VideoJob, VideoJob];
    await complete(one);
    await fail(other);
    await look();
    expect(await eventsOf(batchId)).toEqual([]);
    await container.submitter.cancel(last.id);
    await look();
    await look();
    const counts = { COMPLETED: 1, FAILED: 1, CANCELLED: 1 };
    expect(await eventsOf(batchId)).toMatchObject([{ id: `${batchId}_3_batch_completed`, data: counts }]);

    const retried = await container.submitter.retryAll([other.id, last.id]);
    await look();
    for (const videoJob of retried) await complete(videoJob);
    await look();
    expect((await eventsOf(batchId)).slice(1)).toMatchObject([
      { id: `${batchId}_5_batch_completed`, data: { COMPLETED: 3, FAILED: 0, CANCELLED: 0 } },
    ]);
  });

  test('of a person of a chat is not written', async () => {
    const { batchId, videoJobs } = await container.submitter.submitMany({ greetings: [{ spec }] });
    await complete(videoJobs[0] as VideoJob);
    await look();
    expect(await eventsOf(batchId)).toEqual([]);
  });
});

test('a host that answers slowly has a few places only, which others do not wait for', async () => {
  const claim = () => container.webhooks.claimDeliveries({ limit: 10, perHost: 3, perKey: 5, leaseMs: 60_000 });
  // What other tests have left.
  await container.webhooks.spread(1_000);
  await client.query('UPDATE "WebhookDelivery" SET "dueAt" = NULL');
  const urls = [1, 2, 3, 4, 5, 6].map((number) => `http://slow.example/?order=${number}`);
  const others = [1, 2, 3].map((number) => `http://other-${number}.example/`);
  for (const webhookUrl of [...urls, ...others]) await complete(await order({ webhookUrl }));
  await complete(await order({ webhookUrl: 'http://last.example/', apiKeyId: 'hgfedcba' }));
  await container.webhooks.spread(1_000);

  const claimed = await Promise.all([claim(), claim()]);
  const taken = [...claimed.flat(), ...(await claim())].map(({ url }) => new URL(url).host);
  // Six addresses of the first key were ready for its five places.
  expect(taken).toHaveLength(6);
  expect(taken).toContain('last.example');
  expect(taken.filter((host) => host === 'slow.example').length).toBeLessThanOrEqual(3);
});

test('what is old is removed, with its deliveries', async () => {
  const old = await order({ webhookUrl: 'http://shop.example/old' });
  await complete(old);
  await container.webhooks.spread(1_000);
  await client.query(`UPDATE "WebhookEvent" SET "createdAt" = now() - interval '31 days' WHERE "videoJobId" = $1`, [
    old.id,
  ]);
  const kept = await order({ webhookUrl: 'http://shop.example/new' });
  await complete(kept);
  await container.webhooks.spread(1_000);
  await container.webhooks.removeOld(new Date(Date.now() - 30 * 24 * 3_600_000));
  expect(await eventsOf(old.id)).toEqual([]);
  expect(await eventsOf(kept.id)).toHaveLength(1);
  const { rows } = await client.query(
    `SELECT "url" FROM "WebhookDelivery" WHERE "url" LIKE '%/old' OR "url" LIKE '%/new'`,
  );
  expect(rows).toEqual([{ url: 'http://shop.example/new' }]);
});
