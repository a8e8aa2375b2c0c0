import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { AbortedError, UnavailableError } from '#root/errors.js';
import type { VideoJob } from '#root/jobs/video-job.js';
import { type StepName, stepNames } from '#root/queue/definitions/index.js';
import { spec } from '../fixtures/spec.js';
import { freshRedis } from '../helpers/services.js';
import { createStepRig, type Processors, quick, type StepRig } from '../helpers/step-rig.js';

const ORDERS = 30;
const MONTAGE_MS = 30;

let rig: StepRig;

beforeEach(async () => {
  rig = await createStepRig(freshRedis());
});

afterEach(() => rig.close());

/** A montage that is slower than the other steps, so that its queue grows. */
const slow: Processors['montage'] = async (input) => {
  await sleep(MONTAGE_MS, undefined, { signal: input.signal }).catch(() => {
    throw new AbortedError(input.signal.reason);
  });
  return quick.montage(input);
};

async function submit(count: number): Promise<VideoJob[]> {
  const videoJobs: VideoJob[] = [];
  for (let index = 0; index < count; index += 1) videoJobs.push(await rig.submit());
  return videoJobs;
}

/** Returns the places of the orders in the order in which the step took them last. */
function orderAt(step: StepName, videoJobs: VideoJob[]): number[] {
  const taken = rig.lines.filter((line) => line.message === 'step taken' && line.step === step);
  const ids = taken.map(({ videoJobId }) => videoJobId).reverse();
  return [...new Set(ids)].reverse().map((id) => videoJobs.findIndex((videoJob) => videoJob.id === id));
}

const sorted = Array.from({ length: ORDERS }, (_, index) => index);

test('every step runs greetings in the order in which they were placed', async () => {
  const videoJobs = await submit(ORDERS);
  rig.startWorkers({ montage: slow });
  for (const videoJob of videoJobs) await rig.ended(videoJob);
  for (const step of stepNames) expect(orderAt(step, videoJobs), step).toEqual(sorted);
});

test('a greeting whose worker stops is the next one that another worker takes', async () => {
  const videoJobs = await submit(ORDERS);
  let running = 0;
  rig.startWorkers({
    montage: (input) => {
      running += 1;
      return slow(input).finally(() => {
        running -= 1;
      });
    },
  });
  // In the middle of one, before the last one is made.
  const made = () => rig.ends.filter((end) => end === 'montage done').length;
  await expect.poll(() => made() > 3 && running > 0, { interval: 5 }).toBe(true);
  await rig.workers.find(({ name }) => name === 'montage')?.close();
  expect(rig.ends).toContain('montage handed_over');
  rig.startWorker('montage', slow);
  for (const videoJob of videoJobs) await rig.ended(videoJob);
  for (const step of stepNames) expect(orderAt(step, videoJobs), step).toEqual(sorted);
});

test('a greeting that waited for a service, or is tried again, comes before later ones', async () => {
  const videoJobs = await submit(ORDERS);
  const [waiting, failing] = [3, 5];
  const errors = new Map<string, Error>([
    [videoJobs[waiting]?.id ?? '', new UnavailableError('X', 'unavailable')],
    [videoJobs[failing]?.id ?? '', new Error('broken')],
  ]);
  rig.startWorkers({
    montage: async (input) => {
      const error = errors.get(input.videoJob.id);
      errors.delete(input.videoJob.id);
      if (error !== undefined) throw error;
      return slow(input);
    },
  });
  for (const videoJob of videoJobs) await rig.ended(videoJob);
  const order = orderAt('montage', videoJobs);
  expect(order.filter((place) => place !== waiting && place !== failing)).toEqual(
    sorted.filter((place) => place !== waiting && place !== failing),
  );
  // Later ones run during the pause, but not those that still wait after it.
  expect(order.indexOf(waiting)).toBeLessThan(ORDERS - 3);
  expect(order.indexOf(failing)).toBeLessThan(ORDERS - 3);
});

test('greetings that are added behind the others come after those ordered meanwhile, but not after all', async () => {
  const videoJobs: VideoJob[] = [];
  for (let index = 0; index < 7; index += 1) videoJobs.push((await rig.videoJobs.create({ spec })).videoJob);
  const [later, sooner] = [videoJobs.slice(0, 2), videoJobs.slice(2, 4)];
  await rig.flows.addAll(later, await rig.videoJobs.newestNumber());
  // As if more than a thousand greetings had been ordered since these were added.
  await rig.flows.addAll(sooner, (await rig.videoJobs.newestNumber()) - 1_005);
  for (const videoJob of videoJobs.slice(4)) await rig.flows.add(videoJob);
  rig.startWorkers({ montage: slow });
  for (const videoJob of videoJobs) await rig.ended(videoJob);
  expect(orderAt('montage', videoJobs)).toEqual([2, 3, 4, 5, 6, 0, 1]);
});

test('a batch comes after what is ordered later, also when Redis has forgotten it, but not after all', async () => {
  const batchOf = (count: number) =>
    rig.videoJobs.createBatch({ greetings: Array.from({ length: count }, () => ({ spec })) });
  const [long, short] = [(await batchOf(6)).videoJobs, (await batchOf(2)).videoJobs];
  await rig.flows.addAll(long, await rig.videoJobs.newestNumber());
  // As if two thousand orders had been placed since.
  await rig.flows.addAll(short, (await rig.videoJobs.newestNumber()) - 2_000);
  const forgotten = (await rig.videoJobs.create({ spec })).videoJob;
  const single = await rig.submit();
  // Its first greeting has lost an artifact.
  await rig.flows.add((await rig.videoJobs.replaceRun({ videoJobId: long[0]?.id ?? '', run: 1 })) as VideoJob);
  await rig.flows.addAll([...long, forgotten], await rig.videoJobs.newestNumber());
  rig.startWorkers({ montage: slow });
  const all = [...short, single, forgotten, ...long];
  for (const videoJob of all) await rig.ended(videoJob);
  expect(orderAt('montage', all)).toEqual([0, 1, 2, 4, 3, 5, 6, 7, 8, 9]);
});

test('a greeting that is started again comes after those ordered meanwhile', async () => {
  const failure = { step: 'tts', code: 'X', message: 'x' };
  const [first, second] = await submit(2);
  await rig.videoJobs.finish({ videoJobId: first?.id ?? '', run: 1 }, { status: 'FAILED', failure });
  const again = await rig.videoJobs.startNextRun(first?.id ?? '');
  expect(again?.number).toBeGreaterThan(second?.number ?? 0);
});
