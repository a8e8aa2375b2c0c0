import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ArtifactLostError, StepError, UnavailableError } from '#root/errors.js';
import { redisSetups, useRedis } from '../helpers/redis-setups.js';
import { createStepRig, quick, type StepRig } from '../helpers/step-rig.js';

let rig: StepRig;

describe.each(redisSetups)('steps, on $on,', ({ on, start }) => {
  const { fresh } = useRedis(start);
  // They use Redis as other tests here do.
  const once = (name: string, run: () => Promise<void>) => {
    if (on === 'one Redis') test(name, run);
  };

  beforeEach(async () => {
    rig = await createStepRig(fresh());
  });

  afterEach(() => rig.close());

  test('carry a greeting to COMPLETED, with the result of deliver', async () => {
    rig.startWorkers();
    const videoJob = await rig.ended(await rig.submit());
    expect(videoJob).toMatchObject({
      status: 'COMPLETED',
      run: 1,
      step: 'deliver',
      videoKey: 'video/x.mp4',
      messageId: 5,
      errorCode: null,
    });
    expect(await rig.flows.progress(videoJob)).toMatchObject({ tts: 1, montage: 1, deliver: 1 });
    await expect
      .poll(() => new Set(rig.ends))
      .toEqual(new Set(['tts done', 'montage done', 'deliver done', 'greeting done']));
  });

  test('retry a failed step, and clear the failure once it succeeds', async () => {
    let tries = 0;
    rig.startWorkers({
      montage: async (input) => {
        tries += 1;
        if (tries < 3) throw new StepError('FFMPEG_FAILED', 'no');
        return quick.montage(input);
      },
    });
    expect(await rig.ended(await rig.submit())).toMatchObject({
      status: 'COMPLETED',
      failedStep: null,
      errorCode: null,
    });
    expect(tries).toBe(3);
    expect(rig.ends.filter((end) => end === 'montage retried')).toHaveLength(2);
  });

  test('lose no attempt while a service is unavailable', async () => {
    const attempts: unknown[] = [];
    let tries = 0;
    rig.startWorkers({
      deliver: async (input) => {
        tries += 1;
        if (tries <= 4) throw new UnavailableError('TELEGRAM_UNAVAILABLE', 'unavailable', { retryAfterMs: 10 });
        attempts.push(tries);
        return quick.deliver(input);
      },
    });
    expect(await rig.ended(await rig.submit())).toMatchObject({ status: 'COMPLETED', errorCode: null });
    expect(attempts).toEqual([5]);
    expect(rig.ends.filter((end) => end === 'deliver put_off')).toHaveLength(4);
  });

  once('wait while the disk is full', async () => {
    let tries = 0;
    rig.startWorkers({
      tts: async (input) => {
        tries += 1;
        if (tries <= 3) throw Object.assign(new Error('no space left on device, write'), { code: 'ENOSPC' });
        return quick.tts(input);
      },
    });
    expect(await rig.ended(await rig.submit())).toMatchObject({ status: 'COMPLETED', errorCode: null });
  });

  once('start over if an artifact of an earlier step is lost', async () => {
    const runs: number[] = [];
    rig.startWorkers({
      montage: async (input) => {
        runs.push(input.data.run);
        if (input.data.run === 1) throw new ArtifactLostError('speech/x.json');
        return quick.montage(input);
      },
    });
    expect(await rig.ended(await rig.submit())).toMatchObject({ status: 'COMPLETED', run: 2, errorCode: null });
    expect(runs).toEqual([1, 2]);
    expect(rig.ends).toContain('montage started_over');
  });

  test('run once if their flow is added again meanwhile', async () => {
    let rendered = 0;
    rig.startWorkers({
      montage: async (input) => {
        rendered += 1;
        await sleep(200);
        return quick.montage(input);
      },
    });
    const videoJob = await rig.submit();
    await Promise.all(Array.from({ length: 5 }, () => rig.flows.add(videoJob)));
    expect(await rig.ended(videoJob)).toMatchObject({ status: 'COMPLETED' });
    expect(rendered).toBe(1);
  });
});
