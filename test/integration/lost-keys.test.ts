import { setTimeout as sleep } from 'node:timers/promises';
import type { Redis } from 'ioredis';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { VideoJob } from '#root/jobs/video-job.js';
import type { StepName } from '#root/queue/definitions/index.js';
import { createReconciler } from '#root/queue/runs/reconciler.js';
import { openBriefly } from '#root/redis/connection.js';
import { quietLogger as logger } from '../helpers/logger.js';
import { freshRedis } from '../helpers/services.js';
import { createStepRig, quick, type StepRig } from '../helpers/step-rig.js';

let rig: StepRig;
let redis: Redis;

beforeEach(async () => {
  rig = await createStepRig(freshRedis());
  redis = openBriefly(rig.redis) as Redis;
  await redis.connect();
});

afterEach(async () => {
  redis.disconnect();
  await rig.close();
});

/** Runs the reconciler until the greeting has ended, as if its row had not changed for a minute. */
async function reconcileUntilEnded({ id }: VideoJob): Promise<VideoJob> {
  const { pass } = createReconciler({
    videoJobs: rig.videoJobs,
    flows: rig.flows,
    lock: { hold: async () => true, release: async () => {} },
    logger,
    intervalMs: 1_000,
  });
  for (;;) {
    const videoJob = await rig.videoJobs.find(id);
    if (videoJob?.finishedAt) return videoJob;
    await rig.db.$executeRaw`UPDATE "VideoJob" SET "updatedAt" = now() - interval '1 minute' WHERE "id" = ${id}`;
    await pass();
    await sleep(200);
  }
}

const KEYS: [lost: string, when: StepName, key: (id: string) => string][] = [
  ['the list of flows that wait for their steps', 'tts', () => 'greeting:waiting-children'],
  ['the list of waiting steps', 'tts', () => 'montage:waiting-children'],
  ['a step that waits', 'tts', (id) => `montage:${id}-1-montage`],
  ['a step that runs', 'montage', (id) => `montage:${id}-1-montage`],
  ['a step that has ended', 'montage', (id) => `tts:${id}-1-tts-0`],
  ['the root', 'montage', (id) => `greeting:${id}-1-greeting`],
  ['the results of tts', 'montage', (id) => `montage:${id}-1-montage:processed`],
  ['the result of montage', 'deliver', (id) => `deliver:${id}-1-deliver:processed`],
  ['the children of the root', 'deliver', (id) => `greeting:${id}-1-greeting:dependencies`],
  ['the list of running steps', 'montage', () => 'montage:active'],
  ['a lock', 'montage', (id) => `montage:${id}-1-montage:lock`],
  ['the settings of a queue', 'montage', () => 'montage:meta'],
  ['the counter of priorities', 'montage', () => 'montage:pc'],
  ['the marker of a queue', 'montage', () => 'deliver:marker'],
  ['the events of a queue', 'montage', () => 'montage:events'],
];

test.each(KEYS)('a greeting is completed although Redis loses %s during %s', async (_lost, when, key) => {
  let isLost = false;
  const losing = (step: 'tts' | 'montage' | 'deliver') => async (input: never) => {
    const { videoJob } = input as { videoJob: VideoJob };
    if (step === when && !isLost) {
      isLost = true;
      await redis.del(`${rig.redis.prefix}:${key(videoJob.id)}`);
    }
    return quick[step](input);
  };
  rig.startWorkers({ tts: losing('tts'), montage: losing('montage'), deliver: losing('deliver') } as never);
  const videoJob = await rig.submit();
  expect(await reconcileUntilEnded(videoJob)).toMatchObject({ status: 'COMPLETED', errorCode: null });
  expect(isLost).toBe(true);
});

test('a greeting starts over if the result of deliver is lost before the root runs', async () => {
  rig.startWorker('tts', quick.tts);
  rig.startWorker('montage', quick.montage);
  rig.startWorker('deliver', quick.deliver);
  const videoJob = await rig.submit();
  await expect.poll(() => rig.ends).toContain('deliver done');
  await redis.del(`${rig.redis.prefix}:greeting:${videoJob.id}-1-greeting:processed`);
  rig.startWorkers();
  expect(await rig.ended(videoJob)).toMatchObject({ status: 'COMPLETED', run: 2, errorCode: null });
});
