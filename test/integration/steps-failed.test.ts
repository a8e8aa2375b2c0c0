import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ArtifactLostError, RefusedError, UnavailableError } from '#root/errors.js';
import { createMontageProcessor } from '#root/queue/processors/montage.js';
import { createTtsProcessor } from '#root/queue/processors/tts.js';
import { openBriefly } from '#root/redis/connection.js';
import { spec } from '../fixtures/spec.js';
import { freshRedis } from '../helpers/services.js';
import { createStepRig, quick, type StepRig, unreadable } from '../helpers/step-rig.js';

let rig: StepRig;

// On a cluster, redis-setups.test.ts lets a step fail and start again.
describe('steps', () => {
  beforeEach(async () => {
    rig = await createStepRig(freshRedis());
  });

  afterEach(() => rig.close());

  test.each(['tts', 'montage', 'deliver'] as const)(
    'a permanent failure of %s is FAILED with its own code, reported to the chat once',
    async (name) => {
      rig.startWorkers({
        [name]: async () => {
          throw new RefusedError('NO_WAY', 'it cannot be');
        },
      });
      expect(await rig.ended(await rig.submit())).toMatchObject({
        status: 'FAILED',
        failedStep: name,
        errorCode: 'NO_WAY',
        errorMessage: 'it cannot be',
      });
      await expect.poll(() => rig.reported).toEqual(['NO_WAY']);
      expect(rig.ends).toContain(`${name} failed`);
      const errors = () => rig.lines.filter(({ level }) => level === 'error');
      await expect
        .poll(() => new Set(errors().map(({ message, step }) => `${message}: ${step}`)))
        .toEqual(new Set([`step failed: ${name}`, 'greeting failed: greeting']));
    },
  );

  test('an unexpected error is FAILED after all attempts, and later greetings go on', async () => {
    let tries = 0;
    let poison: string | undefined;
    rig.startWorkers({
      montage: async (input) => {
        if (input.videoJob.id !== poison) return quick.montage(input);
        tries += 1;
        throw new TypeError('x is not a function');
      },
    });
    const bad = await rig.videoJobs.create({ spec });
    poison = bad.videoJob.id;
    await rig.flows.add(bad.videoJob);
    const good = await rig.submit();
    expect(await rig.ended(good)).toMatchObject({ status: 'COMPLETED' });
    expect(await rig.ended(bad.videoJob)).toMatchObject({
      status: 'FAILED',
      failedStep: 'montage',
      errorCode: 'UNEXPECTED',
    });
    expect(tries).toBe(3);
  });

  test('start over at most ten times', async () => {
    rig.startWorkers({
      montage: async () => {
        throw new ArtifactLostError('speech/x.json');
      },
    });
    const outcome = { status: 'FAILED', run: 10, failedStep: 'montage', errorCode: 'ARTIFACT_LOST' };
    expect(await rig.ended(await rig.submit())).toMatchObject(outcome);
  });

  describe('with a deadline', () => {
    let strict: StepRig;

    beforeEach(async () => {
      strict = await createStepRig(freshRedis(), { deadlineMs: 1_000 });
    });
    afterEach(() => strict.close());

    test('do not count the time in the queue', async () => {
      const videoJob = await strict.submit();
      await strict.videoJobs.beginStep({ videoJobId: videoJob.id, run: 1 }, 'none');
      await strict.db.$executeRaw`UPDATE "VideoJob" SET "startedAt" = now() - interval '1 hour'`;
      strict.startWorkers();
      expect(await strict.ended(videoJob)).toMatchObject({ status: 'COMPLETED', run: 1 });
    });

    test('fail with DEADLINE_EXCEEDED if they wait longer for a service', async () => {
      let tries = 0;
      strict.startWorkers({
        deliver: async () => {
          tries += 1;
          throw new UnavailableError('TELEGRAM_UNAVAILABLE', 'unavailable');
        },
      });
      expect(await strict.ended(await strict.submit())).toMatchObject({
        status: 'FAILED',
        failedStep: 'deliver',
        errorCode: 'DEADLINE_EXCEEDED',
      });
      expect(tries).toBe(3);
    });

    test('fail if they ignore the signal, and their worker goes on', async () => {
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
    ['tts', 'flow was added before'],
    ['montage', 'flow is added afterwards'],
  ] as const)('of a greeting whose spec is of a newer version fail at %s if its %s', async (failedStep, when) => {
    const { videoJob } = await rig.videoJobs.create({ spec });
    if (when === 'flow was added before') await rig.flows.add(videoJob);
    await unreadable(rig.db, videoJob);
    if (when === 'flow is added afterwards')
      await rig.flows.add((await rig.videoJobs.find(videoJob.id)) as typeof videoJob);
    const never = () => Promise.reject(new Error('called without a readable spec'));
    rig.startWorkers({
      tts: createTtsProcessor({ speaker: { speak: never, rest: never, play: never }, videoJobs: rig.videoJobs }),
      montage: createMontageProcessor({ montage: never, loadSpeech: never, videoJobs: rig.videoJobs }),
    });
    expect(await rig.ended(videoJob)).toMatchObject({ status: 'FAILED', failedStep, errorCode: 'SPEC_UNREADABLE' });
    await expect.poll(() => rig.reported).toEqual(['SPEC_UNREADABLE']);
  });

  test('that kill their worker every time fail, and later greetings go on', async () => {
    const videoJob = await rig.submit();
    const client = openBriefly(rig.redis);
    await client.connect();
    // BullMQ counts the stalls of a job in its hash.
    await client.hset(`${rig.redis.prefix}:tts:${videoJob.id}-1-tts-0`, 'stc', '8');
    client.disconnect();
    rig.startWorkers();
    expect(await rig.ended(videoJob)).toMatchObject({
      status: 'FAILED',
      failedStep: 'tts',
      errorCode: 'STEP_KILLS_WORKER',
    });
    expect(await rig.ended(await rig.submit())).toMatchObject({ status: 'COMPLETED' });
  });
});
