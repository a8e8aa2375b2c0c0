import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createDatabase, type Database } from '#root/db/client.js';
import { createVideoJobs, type VideoJobs } from '#root/jobs/video-jobs.js';
import { spec } from '../fixtures/spec.js';
import { freshDatabase } from '../helpers/services.js';

let db: Database;
let videoJobs: VideoJobs;

beforeAll(async () => {
  db = createDatabase({ url: await freshDatabase() });
  videoJobs = createVideoJobs({ db });
});

afterAll(() => db.$disconnect());

async function newRun() {
  const { videoJob } = await videoJobs.create({ spec });
  return { videoJobId: videoJob.id, run: videoJob.run };
}

test('a process that was started before a migration added a column still reads rows', async () => {
  const url = await freshDatabase();
  // With one connection, the statements are prepared before the column exists.
  const started = createDatabase({ url, maxConnections: 1 });
  const migrating = createDatabase({ url, maxConnections: 1 });
  try {
    const rows = createVideoJobs({ db: started });
    const { videoJob } = await rows.create({ spec });
    const run = { videoJobId: videoJob.id, run: videoJob.run };
    await rows.beginStep(run, 'tts');
    await migrating.$executeRaw`ALTER TABLE "VideoJob" ADD COLUMN "added" TEXT`;
    expect(await rows.beginStep(run, 'montage')).toMatchObject({ status: 'PROCESSING', step: 'montage' });
    expect(await rows.find(videoJob.id)).toMatchObject({ step: 'montage' });
  } finally {
    await started.$disconnect();
    await migrating.$disconnect();
  }
});

test.each(['Europe/Moscow', 'America/St_Johns'])('times are right in a database whose zone is %s', async (zone) => {
  const url = await freshDatabase();
  const zoned = createDatabase({ url });
  try {
    await zoned.$executeRawUnsafe(`ALTER DATABASE ${new URL(url).pathname.slice(1)} SET timezone = '${zone}'`);
    await zoned.$disconnect();
    const started = createDatabase({ url });
    const rows = createVideoJobs({ db: started });
    const { videoJob } = await rows.create({ spec });
    await rows.beginStep({ videoJobId: videoJob.id, run: 1 }, 'tts');
    const cancelled = await rows.cancel(videoJob.id);
    const read = await rows.find(videoJob.id);
    for (const row of [cancelled, read]) {
      const times = [videoJob.createdAt, row?.createdAt, row?.startedAt, row?.finishedAt, row?.updatedAt];
      for (const time of times) expect(Math.abs(Date.now() - (time?.getTime() ?? 0))).toBeLessThan(30 * 60_000);
    }
    await started.$disconnect();
  } finally {
    await zoned.$disconnect();
  }
});

describe('a VideoJob', () => {
  test('is created once per request key, even by simultaneous requests', async () => {
    const results = await Promise.all(Array.from({ length: 10 }, () => videoJobs.create({ spec, requestKey: 'same' })));
    expect(new Set(results.map(({ videoJob }) => videoJob.id)).size).toBe(1);
    expect(results.filter(({ created }) => created)).toHaveLength(1);
  });

  test('is PROCESSING from the first step on, with the time of the first', async () => {
    const run = await newRun();
    const first = await videoJobs.beginStep(run, 'tts');
    const second = await videoJobs.beginStep(run, 'montage');
    expect(second).toMatchObject({ status: 'PROCESSING', step: 'montage', startedAt: first?.startedAt, spec });
    expect(first?.startedAt).toBeInstanceOf(Date);
  });

  test('keeps only the first cause of a failure', async () => {
    const run = await newRun();
    await videoJobs.recordFailure(run, { step: 'tts', code: 'FIRST', message: 'a\0b' });
    await videoJobs.recordFailure(run, { step: 'montage', code: 'SECOND', message: 'x' });
    expect(await videoJobs.find(run.videoJobId)).toMatchObject({
      failedStep: 'tts',
      errorCode: 'FIRST',
      errorMessage: 'ab',
    });
  });

  test('has one voice and one message, whoever of several workers was first', async () => {
    const run = await newRun();
    const voices = ['anna', 'irina', 'elena'].map((id) => ({ engine: 'rhvoice', id }));
    const held = await Promise.all(voices.map((voice) => videoJobs.saveVoice(run, voice, undefined)));
    expect(new Set(held.map((voice) => voice?.id)).size).toBe(1);
    const next = { engine: 'flite', id: 'slt' };
    expect(await videoJobs.saveVoice(run, next, held[0])).toEqual(next);
    const sent = await Promise.all([7, 8, 9].map((messageId) => videoJobs.saveMessage(run, messageId, null)));
    const [messageId] = sent;
    expect(sent).toEqual([messageId, messageId, messageId]);
    expect(await videoJobs.find(run.videoJobId)).toMatchObject({ speechVoice: 'slt', messageId });
  });

  test('is returned with the ids of its messages when it is cancelled', async () => {
    const run = await newRun();
    await videoJobs.saveMessage(run, 7, null);
    const cancelled = await videoJobs.cancel(run.videoJobId);
    expect(cancelled).toMatchObject({ status: 'CANCELLED', messageId: 7, finishedAt: expect.any(Date) });
  });

  test('never changes once it has ended', async () => {
    const run = await newRun();
    const failure = { step: 'tts', code: 'X', message: 'x' };
    expect(await videoJobs.finish(run, { status: 'COMPLETED', videoKey: 'video/a.mp4' })).toBe(true);
    expect(await videoJobs.finish(run, { status: 'FAILED', failure })).toBe(false);
    expect(await videoJobs.cancel(run.videoJobId)).toBeUndefined();
    expect(await videoJobs.beginStep(run, 'tts')).toBeUndefined();
    await videoJobs.recordFailure(run, failure);
    expect(await videoJobs.saveMessage(run, 7, null)).toBeUndefined();
    expect(await videoJobs.find(run.videoJobId)).toMatchObject({
      status: 'COMPLETED',
      errorCode: null,
      messageId: null,
    });
  });

  test('starts only one new run for two simultaneous retries, and ends the old run', async () => {
    const run = await newRun();
    expect(await videoJobs.startNextRun(run.videoJobId)).toBeUndefined();
    await videoJobs.finish(run, { status: 'FAILED', failure: { step: 'tts', code: 'X', message: 'x' } });
    const opened = await Promise.all([videoJobs.startNextRun(run.videoJobId), videoJobs.startNextRun(run.videoJobId)]);
    expect(opened.filter((videoJob) => videoJob !== undefined)).toHaveLength(1);
    expect(await videoJobs.find(run.videoJobId)).toMatchObject({
      status: 'QUEUED',
      run: 2,
      errorCode: null,
      finishedAt: null,
    });
    expect(await videoJobs.beginStep(run, 'tts')).toBeUndefined();
  });

  test('is read and listed without its spec if this version cannot read it', async () => {
    const { videoJobId: id } = await newRun();
    await db.$executeRaw`UPDATE "VideoJob" SET "spec" = '{"version": 99}', "chatId" = 'x' WHERE "id" = ${id}`;
    expect(await videoJobs.find(id)).toMatchObject({ id, spec: null });
    expect(await videoJobs.findOpenInChat('x')).toMatchObject({ id, spec: null });
    expect(await videoJobs.list({ limit: 1 })).toMatchObject([{ id, spec: null }]);
    expect(await videoJobs.listOpen({ afterId: '', limit: 1_000 })).toContainEqual(expect.objectContaining({ id }));
  });

  test('is unavailable if the database cannot be reached', async () => {
    const unavailable = createDatabase({ url: 'postgresql://x@127.0.0.1:1/x' });
    const jobs = createVideoJobs({ db: unavailable });
    await expect(jobs.find('x')).rejects.toMatchObject({ code: 'DATABASE_UNAVAILABLE' });
    await expect(jobs.beginStep({ videoJobId: 'x', run: 1 }, 'tts')).rejects.toMatchObject({
      code: 'DATABASE_UNAVAILABLE',
    });
  });

  test('asks for the migration if the database has no tables', async () => {
    const bare = createDatabase({ url: await freshDatabase({ migrated: false }) });
    await expect(createVideoJobs({ db: bare }).find('x')).rejects.toMatchObject({ code: 'DATABASE_NOT_READY' });
    await bare.$disconnect();
  });
});
