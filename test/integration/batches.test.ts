import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createDatabase, type Database } from '#root/db/client.js';
import { type Batches, createBatches } from '#root/jobs/batches.js';
import type { VideoJobStatus } from '#root/jobs/video-job.js';
import type { NewBatch } from '#root/jobs/video-job-batches.js';
import { createVideoJobs, type VideoJobs } from '#root/jobs/video-jobs.js';
import { spec } from '../fixtures/spec.js';
import { freshDatabase } from '../helpers/services.js';

let db: Database;
let videoJobs: VideoJobs;
let batches: Batches;

beforeAll(async () => {
  db = createDatabase({ url: await freshDatabase() });
  videoJobs = createVideoJobs({ db });
  batches = createBatches({ db });
});

afterAll(() => db.$disconnect());

const greetingsFor = (...names: string[]) => names.map((to) => ({ spec: { ...spec, to }, chatId: '7' }));
const order = (changed: Partial<NewBatch> = {}) =>
  videoJobs.createBatch({ greetings: greetingsFor('Анна', 'Борис', 'Вика'), ...changed });

describe('a batch', () => {
  test('is stored with all its greetings, in their order, at one place among the orders', async () => {
    const before = (await videoJobs.create({ spec })).videoJob;
    const { batchId, videoJobs: rows, created } = await order({ chatLanguage: 'ru' });
    const after = (await videoJobs.create({ spec })).videoJob;
    expect(created).toBe(true);
    expect(batchId).toMatch(/^[\w-]{11}$/);
    expect(rows.map((row) => row.spec?.to)).toEqual(['Анна', 'Борис', 'Вика']);
    const number = before.number + 1;
    expect(rows).toEqual(rows.map(() => expect.objectContaining({ batchId, number, status: 'QUEUED', run: 1 })));
    expect(rows[0]).toMatchObject({ chatId: '7', script: expect.any(Array), requestKey: null });
    expect(after.number).toBe(number + 1);
    expect(before.batchId).toBeNull();
    expect(await batches.find(batchId)).toMatchObject({ chatLanguage: 'ru', botId: null, summaryDueAt: null });
  });

  test('of the same request is one, also if it is ordered twice at the same time', async () => {
    const all = await Promise.all([1, 2, 3].map(() => order({ requestKey: 'batch-x-1' })));
    expect(new Set(all.map(({ batchId }) => batchId)).size).toBe(1);
    expect(all.filter(({ created }) => created)).toHaveLength(1);
    const { batchId = '' } = all[0] ?? {};
    expect(await videoJobs.idsInBatch(batchId, ['QUEUED'])).toHaveLength(3);
    expect(await batches.findByRequest('batch-x-1')).toMatchObject({ id: batchId });
  });

  test('is not stored at all if one of its greetings cannot be', async () => {
    const greetings = [...greetingsFor('Анна'), { spec, requestKey: 'taken' }, { spec, requestKey: 'taken' }];
    await expect(order({ requestKey: 'half', greetings })).rejects.toThrow();
    expect(await batches.findByRequest('half')).toBeUndefined();
    expect(await videoJobs.findByRequest('taken')).toBeUndefined();
  });
});

describe('the summary of a batch', () => {
  const GAP = { limit: 10, gapMs: 60_000 };
  let bots = 0;

  /** Orders a batch of a bot of its own. */
  async function orderFor(changed: Partial<NewBatch> = {}) {
    bots += 1;
    const botId = `bot-${bots}`;
    const { batchId, videoJobs: rows } = await order({ botId, ...changed });
    const ids = rows.map(({ id }) => id);
    return { botId, batchId, ids, claim: () => batches.claimSummaries(botId, GAP) };
  }

  const end = async (id: string | undefined, status: VideoJobStatus) =>
    void (await db.videoJob.update({ where: { id: id ?? '' }, data: { status, finishedAt: new Date() } }));

  test('is due when the batch is ordered, for one of several bots, and then whenever its counts have changed', async () => {
    const { ids, batchId, claim } = await orderFor();
    const claims = (await Promise.all([claim(), claim(), claim()])).flat();
    expect(claims).toEqual([expect.objectContaining({ total: 3, ready: 0, failed: 0, cancelled: 0, failedNames: [] })]);
    await batches.saveSummary(claims[0] as never);
    await end(ids[1], 'FAILED');
    // Not so soon after the last one.
    expect(await claim()).toEqual([]);
    await batches.hurrySummary(batchId);
    const [changed] = await claim();
    expect(changed).toMatchObject({ failed: 1, failedNames: ['Борис'] });
    await batches.saveSummary(changed as never);
    await batches.hurrySummary(batchId);
    expect(await claim()).toEqual([]);
    await end(ids[0], 'FAILED');
    await db.$executeRaw`UPDATE "VideoJob" SET "spec" = '{}' WHERE "id" = ${ids[0]}`;
    expect(await claim()).toEqual([expect.objectContaining({ failed: 2, failedNames: ['Борис'] })]);
  });

  test('is shown again by another bot if one died before it said that it was shown', async () => {
    const { botId, claim } = await orderFor();
    expect(await batches.claimSummaries(botId, { limit: 10, gapMs: 0 })).toHaveLength(1);
    expect(await claim()).toHaveLength(1);
  });

  test('ends with the last greeting, and begins again with a retry, even while the end is being shown', async () => {
    const { ids, batchId, claim } = await orderFor();
    for (const [index, id] of ids.entries()) await end(id, index === 0 ? 'FAILED' : 'COMPLETED');
    const [last] = await claim();
    await videoJobs.startNextRun(ids[0] ?? '');
    await batches.saveSummary(last as never);
    const [again] = await claim();
    expect(again).toMatchObject({ total: 3, ready: 2, failed: 0 });
    await end(ids[0], 'CANCELLED');
    await batches.hurrySummary(batchId);
    const [end2] = await claim();
    await batches.saveSummary(end2 as never);
    expect(await batches.find(batchId)).toMatchObject({ summaryDueAt: null, summaryState: '3/2/0/1' });
  });

  test('is put off as long as Telegram asks, and moves with its group', async () => {
    const { batchId, claim } = await orderFor({ chatId: '-5', summaryMessageId: 4 });
    const [due] = await claim();
    await batches.putSummaryOff(due as never, new Date(Date.now() - 1));
    expect(await claim()).toHaveLength(1);
    await batches.moveChat('-5', '-1005');
    expect(await batches.find(batchId)).toMatchObject({ chatId: '-1005', summaryMessageId: null });
    expect(await batches.saveSummaryMessage(batchId, 8, null)).toBe(8);
    expect(await batches.saveSummaryMessage(batchId, 9, null)).toBe(8);
  });
});
