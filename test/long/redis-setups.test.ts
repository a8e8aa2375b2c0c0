import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { AbortedError, RefusedError } from '#root/errors.js';
import { type Cancellations, createCancellations } from '#root/queue/runs/cancellations.js';
import { createSubmitter } from '#root/queue/runs/submit.js';
import { openBriefly, primariesOf } from '#root/redis/connection.js';
import { warnOfRedisSettings } from '#root/redis/redis-settings.js';
import { spec } from '../fixtures/spec.js';
import { quietLogger as logger } from '../helpers/logger.js';
import { startRedisCluster } from '../helpers/redis-cluster.js';
import { startSentinelRedis } from '../helpers/redis-sentinel.js';
import { type FreshRedis, slotOf, useRedis } from '../helpers/redis-setups.js';
import { startTlsRedis } from '../helpers/redis-tls.js';
import { createStepRig, quick, type StepRig } from '../helpers/step-rig.js';

let redis: FreshRedis;
let rig: StepRig;
let cancellations: Cancellations;

function useRig(fresh: () => FreshRedis): void {
  beforeEach(async () => {
    redis = fresh();
    rig = await createStepRig(redis);
    cancellations = createCancellations({ redis, prefix: redis.prefix, logger });
  });

  afterEach(async () => {
    await cancellations.close();
    await rig.close();
  });
}

const newSubmitter = () =>
  createSubmitter({ ...rig, channel: async () => ({ withdraw: async () => {} }), cancellations, logger });

/** Starts workers whose montage runs until it is stopped. Returns the reasons why it was stopped. */
async function startStoppable(): Promise<unknown[]> {
  const stoppedBy: unknown[] = [];
  rig.startWorkers({
    montage: async (input) => {
      await new Promise((resolve) => input.signal.addEventListener('abort', resolve, { once: true }));
      stoppedBy.push(input.signal.reason);
      throw new AbortedError(input.signal.reason);
    },
  });
  await cancellations.subscribe((videoJobId) => {
    for (const worker of rig.workers) worker.cancel(videoJobId);
  });
  return stoppedBy;
}

/** Starts workers, and a greeting whose montage runs until `resume` is called. */
async function startHeld() {
  let resume = () => {};
  const held = new Promise<void>((resolve) => {
    resume = resolve;
  });
  let rendering = 0;
  rig.startWorkers({
    montage: async (input) => {
      rendering += 1;
      await held;
      return quick.montage(input);
    },
  });
  const running = await rig.submit();
  await expect.poll(() => rendering, { timeout: 10_000 }).toBe(1);
  return { running, resume };
}

/** Cancels a greeting whose montage is running, as another process would. */
async function cancelOne(): Promise<void> {
  const submitter = newSubmitter();
  const { videoJob } = await submitter.submit({ spec });
  await expect.poll(() => rig.videoJobs.find(videoJob.id), { timeout: 10_000 }).toMatchObject({ step: 'montage' });
  expect(await submitter.cancel(videoJob.id)).toMatchObject({ status: 'CANCELLED' });
}

/** Test that must pass with every set-up of Redis: it uses every connection, also that which receives messages. */
function cancellationArrives(): void {
  test('stops a cancelled greeting at once', async () => {
    const stoppedBy = await startStoppable();
    await cancelOne();
    await expect.poll(() => stoppedBy).toEqual(['cancelled']);
  });
}

/** Tests of what reads and changes several keys, which must pass with every kind of client. */
function greetingsRun(): void {
  cancellationArrives();

  test('reports backlog and progress, and runs a failed greeting again', async () => {
    const videoJob = await rig.submit();
    expect(await rig.flows.backlog('tts')).toMatchObject({ counts: { waiting: await rig.flows.waiting('tts') } });
    expect(await rig.flows.stateOf(videoJob, { thorough: true })).toBe('moving');
    let isBroken = true;
    rig.startWorkers({
      montage: async (input) => {
        if (isBroken) throw new RefusedError('NO_WAY', 'it cannot be');
        return quick.montage(input);
      },
    });
    expect(await rig.ended(videoJob)).toMatchObject({ status: 'FAILED', errorCode: 'NO_WAY' });
    expect(await rig.flows.findFailure(videoJob)).toMatchObject({ step: 'montage' });
    expect(await rig.flows.progress(videoJob)).toMatchObject({ tts: 1 });
    isBroken = false;
    await newSubmitter().retry(videoJob.id);
    expect(await rig.ended(videoJob)).toMatchObject({ status: 'COMPLETED', run: 2 });
  });
}

/** Tests of what the board reads and does, which must pass with every kind of client. */
function operatorsManage(): void {
  test('tells what a greeting waits for and who works, and pauses and resumes a step', async () => {
    const [first, second] = [await rig.submit(), await rig.submit()];
    const [one, other] = await Promise.all([rig.flows.report(first), rig.flows.report(second)]);
    const waiting = await rig.flows.waiting('tts');
    expect(one.waiting).toEqual({ for: 'worker', step: 'tts', place: 1, waiting });
    expect(other.waiting).toEqual({ for: 'worker', step: 'tts', place: waiting / 2 + 1, waiting });
    expect(await rig.flows.condition('tts')).toEqual({ isPaused: false, workers: 0 });

    await rig.flows.pause('montage');
    rig.startWorkers();
    await expect.poll(() => rig.flows.condition('montage')).toEqual({ isPaused: true, workers: 1 });
    await expect.poll(async () => (await rig.flows.report(first)).waiting).toMatchObject({ step: 'montage', place: 1 });
    await rig.flows.resume('montage');
    expect(await rig.ended(first)).toMatchObject({ status: 'COMPLETED' });
    expect(await rig.ended(second)).toMatchObject({ status: 'COMPLETED' });
  });
}

describe('Redis with TLS and a user', () => {
  const { fresh } = useRedis(startTlsRedis);
  useRig(fresh);
  greetingsRun();

  test('is used as that user', async () => {
    const client = openBriefly(redis);
    await client.connect();
    expect(await client.acl('WHOAMI')).toBe('worker');
    client.disconnect();
  });

  test('is refused if its certificate is not trusted', async () => {
    const client = openBriefly({ ...redis, tls: {} });
    const errors: unknown[] = [];
    client.on('error', (error) => errors.push(error));
    await expect(client.connect()).rejects.toThrow();
    expect(errors).toEqual([expect.objectContaining({ code: 'SELF_SIGNED_CERT_IN_CHAIN' })]);
  });
});

describe('a Redis Cluster', () => {
  const { fresh, setup: cluster } = useRedis(() => startRedisCluster());
  useRig(fresh);
  greetingsRun();
  operatorsManage();

  test('has the settings of every node checked', async () => {
    const warned: unknown[] = [];
    const client = openBriefly(redis);
    await client.connect();
    const [first, ...others] = primariesOf(client);
    expect(others.length).toBe(2);
    await first?.config('SET', 'appendonly', 'no');
    await warnOfRedisSettings(redis, { ...logger, warn: (_: string, facts: unknown) => warned.push(facts) } as never);
    expect(warned).toEqual([expect.objectContaining({ setting: 'appendonly', found: 'no' })]);
    await first?.config('SET', 'appendonly', 'yes');
    client.disconnect();
  });

  test('carries on after an outage of the node with the queues', async () => {
    const { running, resume } = await startHeld();
    const node = cluster().nodeOf(await slotOf(redis));
    await cluster().kill(node);
    await sleep(3_000);
    await cluster().start(node);
    resume();
    expect(await rig.ended(running)).toMatchObject({ status: 'COMPLETED', errorCode: null });
  });
});

describe('a Redis Cluster with TLS and a password', () => {
  const { fresh } = useRedis(() => startRedisCluster({ isSecure: true }));
  useRig(fresh);
  cancellationArrives();
});

describe.each([
  ['a Sentinel', { isSecure: false }],
  ['a Sentinel with TLS and passwords', { isSecure: true }],
])('the primary of %s', (_name, options) => {
  const { fresh, setup } = useRedis(() => startSentinelRedis(options));
  useRig(fresh);
  if (options.isSecure) {
    greetingsRun();
    operatorsManage();
  }

  test('may die: its replica continues running greetings, and takes new ones', async () => {
    const { running, resume } = await startHeld();
    const cancelled: string[] = [];
    await cancellations.subscribe((videoJobId) => cancelled.push(videoJobId));

    // A new replica receives no data until its first report, which it sends once a second. The reconciler restores data
    // that is lost with a primary.
    await setup().replicated();
    const [primary] = setup().servers;
    process.kill(primary?.pid ?? 0, 'SIGKILL');
    resume();
    expect(await rig.ended(running)).toMatchObject({ status: 'COMPLETED', errorCode: null });
    const { videoJob: later } = await rig.videoJobs.create({ spec });
    // Producers fail until they have found the new primary, too.
    await vi.waitFor(() => rig.flows.add(later), { timeout: 20_000 });
    expect(await rig.ended(later)).toMatchObject({ status: 'COMPLETED' });
    await cancellations.publish('any');
    await expect.poll(() => cancelled).toEqual(['any']);
  });
});
