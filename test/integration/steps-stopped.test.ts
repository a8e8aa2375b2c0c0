import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { AbortedError } from '#root/errors.js';
import type { StepWorker } from '#root/queue/worker/step-worker.js';
import { openBriefly } from '#root/redis/connection.js';
import { spec } from '../fixtures/spec.js';
import { redisSetups, useRedis } from '../helpers/redis-setups.js';
import { createStepRig, type Processors, quick, type StepRig } from '../helpers/step-rig.js';

let rig: StepRig;

describe.each(redisSetups)('steps, on $on,', ({ start }) => {
  const { fresh } = useRedis(start);

  beforeEach(async () => {
    rig = await createStepRig(fresh());
  });

  afterEach(() => rig.close());

  test('hand unfinished work to another worker at close, without losing an attempt', async () => {
    rig.startWorkers();
    const holding = rig.workers[1] as StepWorker;
    await holding.close();
    let taken = 0;
    const slow: Processors['montage'] = async ({ signal }) => {
      taken += 1;
      await new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }));
      throw new AbortedError(signal.reason);
    };
    const first = rig.startWorker('montage', slow);
    const videoJob = await rig.submit();
    await expect.poll(() => taken).toBe(1);
    const second = rig.startWorker('montage', quick.montage);
    await first.close();
    expect(await rig.ended(videoJob)).toMatchObject({ status: 'COMPLETED' });
    expect(taken).toBe(1);
    expect(rig.ends).toContain('montage handed_over');
    await second.close();
  });

  test('of a cancelled greeting stop, and do not start again', async () => {
    const reasons: unknown[] = [];
    let taken = 0;
    rig.startWorkers({
      montage: async ({ signal }) => {
        taken += 1;
        await new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }));
        reasons.push(signal.reason);
        throw new AbortedError(signal.reason);
      },
    });
    const videoJob = await rig.submit();
    await expect.poll(() => taken).toBe(1);
    await rig.videoJobs.cancel(videoJob.id);
    for (const worker of rig.workers) worker.cancel(videoJob.id);
    await expect.poll(() => reasons).toEqual(['cancelled']);
    await expect.poll(() => rig.flows.stateOf(videoJob, { thorough: true })).toBe('over');
    expect(taken).toBe(1);
    expect(rig.ends).toContain('montage cancelled');
    expect(await rig.videoJobs.find(videoJob.id)).toMatchObject({ status: 'CANCELLED', errorCode: null });
    expect(rig.lines.filter(({ level }) => level !== 'info')).toEqual([]);
    expect(rig.lines).toContainEqual(
      expect.objectContaining({ step: 'montage', message: 'step dropped', reason: 'The greeting was cancelled' }),
    );
  });

  test('stop if another worker has taken over their job', async () => {
    const reasons: unknown[] = [];
    rig.startWorkers({
      montage: async (input) => {
        if (reasons.length > 0) return quick.montage(input);
        const stopped = new Promise((resolve) => input.signal.addEventListener('abort', resolve, { once: true }));
        // Without its lock, the job is as a process leaves it that was frozen for longer than the lock lasts.
        const client = openBriefly(rig.redis);
        await client.connect();
        await client.del(`${rig.redis.prefix}:montage:${input.videoJob.id}-1-montage:lock`);
        client.disconnect();
        await stopped;
        reasons.push(input.signal.reason);
        throw new AbortedError(input.signal.reason);
      },
    });
    expect(await rig.ended(await rig.submit())).toMatchObject({ status: 'COMPLETED', errorCode: null });
    expect(reasons).toEqual(['lock lost']);
    expect(rig.ends).toContain('montage lost');
  });

  test('of a cancelled greeting do not start', async () => {
    let rendered = 0;
    const { videoJob } = await rig.videoJobs.create({ spec });
    await rig.flows.add(videoJob);
    await rig.videoJobs.cancel(videoJob.id);
    rig.startWorkers({
      montage: async (input) => {
        rendered += 1;
        return quick.montage(input);
      },
    });
    expect(await rig.ended(await rig.submit())).toMatchObject({ status: 'COMPLETED' });
    expect(rendered).toBe(1);
    expect(await rig.videoJobs.find(videoJob.id)).toMatchObject({ status: 'CANCELLED' });
  });
});
