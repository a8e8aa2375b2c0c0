import { afterEach, beforeEach, expect, test } from 'vitest';
import { createDatabase, type Database } from '#root/db/client.js';
import type { VideoJob } from '#root/jobs/video-job.js';
import { createVideoJobs, type VideoJobs } from '#root/jobs/video-jobs.js';
import { createGreetingProcessor } from '#root/queue/processors/greeting.js';
import { spec } from '../fixtures/spec.js';
import { quietLogger as logger } from '../helpers/logger.js';
import { freshDatabase } from '../helpers/services.js';

let db: Database;
let videoJobs: VideoJobs;
let videoJob: VideoJob;

beforeEach(async () => {
  db = createDatabase({ url: await freshDatabase() });
  videoJobs = createVideoJobs({ db });
  ({ videoJob } = await videoJobs.create({ spec, chatId: '7' }));
});

afterEach(() => db.$disconnect());

/** Runs the root of the greeting. Returns its outcome, and the failures that it reported to the chat. */
async function end({ before, delivered }: { before: () => Promise<unknown>; delivered: boolean }) {
  const reported: string[] = [];
  const ends: string[] = [];
  const processor = createGreetingProcessor({
    channelOf: async () =>
      ({
        reportFailure: async (_: unknown, code: string) => void reported.push(code),
        withdraw: async () => void reported.push('withdrawn'),
      }) as never,
    videoJobs,
    findFailure: async () => {
      await before();
      return { step: 'deliver', code: 'STEP_FAILED', message: 'x' };
    },
    onEnd: ({ status }) => ends.push(status),
  });
  const children = async () => {
    if (delivered) await before();
    return delivered ? [{ videoKey: 'video/x.mp4', messageId: 5 }] : [];
  };
  const data = { videoJobId: videoJob.id, run: 1 };
  const input = { data, videoJob, children, logger, signal: new AbortController().signal, reportProgress: () => {} };
  const result = await processor(input as never);
  return { result, reported, ends, status: (await videoJobs.find(videoJob.id))?.status };
}

test.each([false, true])('a cancellation while the root runs is the only end (delivered: %s)', async (delivered) => {
  const outcome = await end({ before: () => videoJobs.cancel(videoJob.id), delivered });
  expect(outcome).toEqual({ result: { status: 'OVERTAKEN' }, reported: [], ends: [], status: 'CANCELLED' });
});

test('a failure is reported again if the worker died before it could', async () => {
  const before = async () => {};
  expect(await end({ before, delivered: false })).toMatchObject({ reported: ['STEP_FAILED'], ends: ['FAILED'] });
  videoJob = (await videoJobs.find(videoJob.id)) as VideoJob;
  expect(await end({ before, delivered: false })).toMatchObject({
    reported: ['STEP_FAILED'],
    ends: [],
    status: 'FAILED',
  });
});

test('a failure in a batch only takes back what announced the video: the summary tells of it', async () => {
  [videoJob] = (await videoJobs.createBatch({ greetings: [{ spec, chatId: '7' }] })).videoJobs as [VideoJob];
  expect(await end({ before: async () => {}, delivered: false })).toMatchObject({
    reported: ['withdrawn'],
    status: 'FAILED',
  });
});

test('a greeting that was cancelled before its end counts as cancelled, and no failure is reported', async () => {
  await videoJobs.cancel(videoJob.id);
  videoJob = (await videoJobs.find(videoJob.id)) as VideoJob;
  const outcome = await end({ before: async () => {}, delivered: false });
  expect(outcome).toEqual({ result: { status: 'CANCELLED' }, reported: [], ends: ['CANCELLED'], status: 'CANCELLED' });
});
