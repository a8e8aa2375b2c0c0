import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { AbortedError, ArtifactLostError, RefusedError, StepError, UnavailableError } from '#root/errors.js';
import { openBriefly } from '#root/queue/connection.js';
import { createMontageProcessor } from '#root/queue/processors/montage.js';
import { createTtsProcessor } from '#root/queue/processors/tts.js';
import type { StepWorker } from '#root/queue/step-worker.js';
import { spec } from '../fixtures/spec.js';
import { createRecordingLogger } from '../helpers/logger.js';
import { type FreshRedis, redisSetups, useRedis } from '../helpers/redis-setups.js';
import { createStepRig, type Processors, quick, type StepRig, unreadable } from '../helpers/step-rig.js';

let redis: FreshRedis;
let rig: StepRig;
let recorded: ReturnType<typeof createRecordingLogger>;
let db: StepRig['db'];
let videoJobs: StepRig['videoJobs'];
let flows: StepRig['flows'];
let workers: StepRig['workers'];
let startWorker: StepRig['startWorker'];
let startWorkers: StepRig['startWorkers'];
let submit: StepRig['submit'];
let ended: StepRig['ended'];

describe.each(redisSetups)('steps, on $on,', ({ start }) => {
  const { fresh } = useRedis(start);

  beforeEach(async () => {
    redis = fresh();
    recorded = createRecordingLogger();
    rig = await createStepRig(redis, recorded);
    ({ db, videoJobs, flows, workers, startWorker, startWorkers, submit, ended } = rig);
  });

  afterEach(() => rig.close());

  test('carry a greeting to COMPLETED, with what deliver brought', async () => {
    startWorkers();
    const videoJob = await ended(await submit());
    expect(videoJob).toMatchObject({
      status: 'COMPLETED',
      run: 1,
      step: 'deliver',
      videoKey: 'video/x.mp4',
      messageId: 5,
      errorCode: null,
    });
    expect(await flows.progress(videoJob)).toMatchObject({ tts: 1, montage: 1, deliver: 1 });
    await expect
      .poll(() => new Set(rig.ends))
      .toEqual(new Set(['tts done', 'montage done', 'deliver done', 'greeting done']));
  });

  test('a fault of a step is tried again, and leaves no trace once it went well', async () => {
    let tries = 0;
    startWorkers({
      montage: async (input) => {
        tries += 1;
        if (tries < 3) throw new StepError('FFMPEG_FAILED', 'no');
        return quick.montage(input);
      },
    });
    expect(await ended(await submit())).toMatchObject({ status: 'COMPLETED', failedStep: null, errorCode: null });
    expect(tries).toBe(3);
    expect(rig.ends.filter((end) => end === 'montage retried')).toHaveLength(2);
  });

  test.each(['tts', 'montage', 'deliver'] as const)(
    'a failure of %s for good is FAILED with its own code, told once',
    async (name) => {
      startWorkers({
        [name]: async () => {
          throw new RefusedError('NO_WAY', 'it cannot be');
        },
      });
      expect(await ended(await submit())).toMatchObject({
        status: 'FAILED',
        failedStep: name,
        errorCode: 'NO_WAY',
        errorMessage: 'it cannot be',
      });
      await expect.poll(() => rig.told).toEqual(['NO_WAY']);
      expect(rig.ends).toContain(`${name} failed`);
      const errors = () => recorded.lines.filter(({ level }) => level === 'error');
      await expect
        .poll(() => new Set(errors().map(({ message, step }) => `${message}: ${step}`)))
        .toEqual(new Set([`step failed: ${name}`, 'greeting failed: greeting']));
    },
  );

  test('an unexpected error is FAILED after all attempts, and those behind it go on', async () => {
    let tries = 0;
    let poison: string | undefined;
    startWorkers({
      montage: async (input) => {
        if (input.videoJob.id !== poison) return quick.montage(input);
        tries += 1;
        throw new TypeError('x is not a function');
      },
    });
    const bad = await videoJobs.create({ spec });
    poison = bad.videoJob.id;
    await flows.add(bad.videoJob);
    const good = await submit();
    expect(await ended(good)).toMatchObject({ status: 'COMPLETED' });
    expect(await ended(bad.videoJob)).toMatchObject({
      status: 'FAILED',
      failedStep: 'montage',
      errorCode: 'UNEXPECTED',
    });
    expect(tries).toBe(3);
  });

  test('a service that is away costs no attempt', async () => {
    const attempts: unknown[] = [];
    let tries = 0;
    startWorkers({
      deliver: async (input) => {
        tries += 1;
        if (tries <= 4) throw new UnavailableError('TELEGRAM_UNAVAILABLE', 'away', { retryAfterMs: 10 });
        attempts.push(tries);
        return quick.deliver(input);
      },
    });
    expect(await ended(await submit())).toMatchObject({ status: 'COMPLETED', errorCode: null });
    expect(attempts).toEqual([5]);
    expect(rig.ends.filter((end) => end === 'deliver put_off')).toHaveLength(4);
  });

  test('a full disk is waited for', async () => {
    let tries = 0;
    startWorkers({
      tts: async (input) => {
        tries += 1;
        if (tries <= 6) throw Object.assign(new Error('no space left on device, write'), { code: 'ENOSPC' });
        return quick.tts(input);
      },
    });
    expect(await ended(await submit())).toMatchObject({ status: 'COMPLETED', errorCode: null });
  });

  test('unfinished work is handed to another worker at close, without an attempt', async () => {
    startWorkers();
    const holding = workers[1] as StepWorker;
    await holding.close();
    let taken = 0;
    const slow: Processors['montage'] = async ({ signal }) => {
      taken += 1;
      await new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }));
      throw new AbortedError(signal.reason);
    };
    const first = startWorker('montage', slow);
    const videoJob = await submit();
    await expect.poll(() => taken).toBe(1);
    const second = startWorker('montage', quick.montage);
    await first.close();
    expect(await ended(videoJob)).toMatchObject({ status: 'COMPLETED' });
    expect(taken).toBe(1);
    expect(rig.ends).toContain('montage handed_over');
    await second.close();
  });

  test('of a cancelled greeting are stopped, and do not start again', async () => {
    const told: unknown[] = [];
    let taken = 0;
    startWorkers({
      montage: async ({ signal }) => {
        taken += 1;
        await new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }));
        told.push(signal.reason);
        throw new AbortedError(signal.reason);
      },
    });
    const videoJob = await submit();
    await expect.poll(() => taken).toBe(1);
    await videoJobs.cancel(videoJob.id);
    for (const worker of workers) worker.cancel(videoJob.id);
    await expect.poll(() => told).toEqual(['cancelled']);
    await expect.poll(() => flows.stateOf(videoJob, { thorough: true })).toBe('over');
    expect(taken).toBe(1);
    expect(rig.ends).toContain('montage cancelled');
    expect(await videoJobs.find(videoJob.id)).toMatchObject({ status: 'CANCELLED', errorCode: null });
    expect(recorded.lines.filter(({ level }) => level !== 'info')).toEqual([]);
    expect(recorded.lines).toContainEqual(
      expect.objectContaining({ step: 'montage', message: 'step dropped', reason: 'The greeting was cancelled' }),
    );
  });

  test('stop where another worker has taken over their job', async () => {
    const told: unknown[] = [];
    startWorkers({
      montage: async (input) => {
        if (told.length > 0) return quick.montage(input);
        const stopped = new Promise((resolve) => input.signal.addEventListener('abort', resolve, { once: true }));
        // As if this process had been frozen for longer than the lock.
        const client = openBriefly(redis);
        await client.connect();
        await client.del(`${redis.prefix}:montage:${input.videoJob.id}-1-montage:lock`);
        client.disconnect();
        await stopped;
        told.push(input.signal.reason);
        throw new AbortedError(input.signal.reason);
      },
    });
    expect(await ended(await submit())).toMatchObject({ status: 'COMPLETED', errorCode: null });
    expect(told).toEqual(['lock lost']);
    expect(rig.ends).toContain('montage lost');
  });

  test('start over where what an earlier one made is gone', async () => {
    const runs: number[] = [];
    startWorkers({
      montage: async (input) => {
        runs.push(input.data.run);
        if (input.data.run === 1) throw new ArtifactLostError('speech/x.json');
        return quick.montage(input);
      },
    });
    expect(await ended(await submit())).toMatchObject({ status: 'COMPLETED', run: 2, errorCode: null });
    expect(runs).toEqual([1, 2]);
    expect(rig.ends).toContain('montage started_over');
  });

  test('start over ten times at most', async () => {
    startWorkers({
      montage: async () => {
        throw new ArtifactLostError('speech/x.json');
      },
    });
    const outcome = { status: 'FAILED', run: 10, failedStep: 'montage', errorCode: 'ARTIFACT_LOST' };
    expect(await ended(await submit())).toMatchObject(outcome);
  });

  describe('with a deadline', () => {
    let strict: StepRig;

    beforeEach(async () => {
      strict = await createStepRig(fresh(), { deadlineMs: 1_000 });
    });
    afterEach(() => strict.close());

    test('go on after a longer time in the queue', async () => {
      const videoJob = await strict.submit();
      await strict.videoJobs.beginStep({ videoJobId: videoJob.id, run: 1 }, 'none');
      await strict.db.$executeRaw`UPDATE "VideoJob" SET "startedAt" = now() - interval '1 hour'`;
      strict.startWorkers();
      expect(await strict.ended(videoJob)).toMatchObject({ status: 'COMPLETED', run: 1 });
    });

    test('fail once they have waited longer for a service, with a code of their own', async () => {
      let tries = 0;
      strict.startWorkers({
        deliver: async () => {
          tries += 1;
          throw new UnavailableError('TELEGRAM_UNAVAILABLE', 'away');
        },
      });
      expect(await strict.ended(await strict.submit())).toMatchObject({
        status: 'FAILED',
        failedStep: 'deliver',
        errorCode: 'DEADLINE_EXCEEDED',
      });
      expect(tries).toBe(3);
    });

    test('fail where they do not end and do not obey, and their worker goes on', async () => {
      let reason: unknown;
      let taken = 0;
      strict.startWorkers({
        montage: async (input) => {
          taken += 1;
          if (taken > 1) return quick.montage(input);
          input.signal.addEventListener('abort', () => {
            reason = input.signal.reason;
          });
          return new Promise(() => {});
        },
      });
      const stuck = await strict.submit();
      await expect.poll(() => taken).toBe(1);
      const behind = await strict.submit();
      expect(await strict.ended(stuck)).toMatchObject({ failedStep: 'montage', errorCode: 'DEADLINE_EXCEEDED' });
      expect(await strict.ended(behind)).toMatchObject({ status: 'COMPLETED' });
      expect(reason).toBe('past the deadline');
    });
  });

  test.each([
    ['tts', 'flow was added before it'],
    ['montage', 'flow has to be added yet'],
  ] as const)('of a greeting whose spec is of a newer version fail at %s where its %s', async (failedStep, when) => {
    const { videoJob } = await videoJobs.create({ spec });
    if (when === 'flow was added before it') await flows.add(videoJob);
    await unreadable(db, videoJob);
    if (when === 'flow has to be added yet') await flows.add((await videoJobs.find(videoJob.id)) as typeof videoJob);
    const never = () => Promise.reject(new Error('called though nobody knows for what'));
    startWorkers({
      tts: createTtsProcessor({ speaker: { speak: never, rest: never, play: never } }),
      montage: createMontageProcessor({ montage: never, loadSpeech: never, videoJobs }),
    });
    expect(await ended(videoJob)).toMatchObject({ status: 'FAILED', failedStep, errorCode: 'SPEC_UNREADABLE' });
    await expect.poll(() => rig.told).toEqual(['SPEC_UNREADABLE']);
  });

  test('that end their worker every time fail, and those behind go on', async () => {
    const videoJob = await submit();
    const client = openBriefly(redis);
    await client.connect();
    // BullMQ counts the stalls of a job in its hash.
    await client.hset(`${redis.prefix}:tts:${videoJob.id}-1-tts-0`, 'stc', '8');
    client.disconnect();
    startWorkers();
    expect(await ended(videoJob)).toMatchObject({
      status: 'FAILED',
      failedStep: 'tts',
      errorCode: 'STEP_KILLS_WORKER',
    });
    expect(await ended(await submit())).toMatchObject({ status: 'COMPLETED' });
  });

  test('of a cancelled greeting do not start', async () => {
    let rendered = 0;
    const { videoJob } = await videoJobs.create({ spec });
    await flows.add(videoJob);
    await videoJobs.cancel(videoJob.id);
    startWorkers({
      montage: async (input) => {
        rendered += 1;
        return quick.montage(input);
      },
    });
    expect(await ended(await submit())).toMatchObject({ status: 'COMPLETED' });
    expect(rendered).toBe(1);
    expect(await videoJobs.find(videoJob.id)).toMatchObject({ status: 'CANCELLED' });
  });

  test('a flow added twice while it runs is one', async () => {
    let rendered = 0;
    startWorkers({
      montage: async (input) => {
        rendered += 1;
        await sleep(200);
        return quick.montage(input);
      },
    });
    const videoJob = await submit();
    await Promise.all(Array.from({ length: 5 }, () => flows.add(videoJob)));
    expect(await ended(videoJob)).toMatchObject({ status: 'COMPLETED' });
    expect(rendered).toBe(1);
  });
});
